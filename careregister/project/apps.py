from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "careregister.project"
    label = "project"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401
