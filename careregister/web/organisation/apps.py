from django.apps import AppConfig


class WebOrganisationConfig(AppConfig):
    name = "careregister.web.organisation"
    label = "web_organisation"
    default_auto_field = "django.db.models.BigAutoField"
