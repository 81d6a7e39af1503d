from django.apps import AppConfig


class RenewalsConfig(AppConfig):
    name = "careregister.renewals"
    label = "renewals"
    default_auto_field = "django.db.models.BigAutoField"
