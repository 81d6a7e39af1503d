from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "careregister.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
