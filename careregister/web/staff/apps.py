from django.apps import AppConfig


class WebStaffConfig(AppConfig):
    name = "careregister.web.staff"
    label = "web_staff"
    default_auto_field = "django.db.models.BigAutoField"
