from django.apps import AppConfig

from careregister.base import news


class ProjectConfig(AppConfig):
    name = "careregister.project"
    label = "project"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401
        from .reactions import REACTIONS

        news.set_table(REACTIONS)
