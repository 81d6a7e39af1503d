from django.core.management.base import BaseCommand

from careregister.project import grants


class Command(BaseCommand):
    help = "Grant the serving login what it may do, and no more. Run as the owner after every migration."

    def handle(self, *args, **options) -> None:
        login = grants.serving_login()
        grants.apply(login)
        self.stdout.write(f"{login}: may add to {', '.join(grants.append_only())}, and change none of them")
