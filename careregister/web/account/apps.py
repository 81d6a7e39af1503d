from django.apps import AppConfig


class WebAccountConfig(AppConfig):
    name = "careregister.web.account"
    label = "web_account"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import signals  # noqa: F401
