from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "careregister.web.parts"
    label = "web_parts"
