from django.apps import AppConfig


class WebPublicConfig(AppConfig):
    name = "careregister.web.public"
    label = "web_public"
    default_auto_field = "django.db.models.BigAutoField"
