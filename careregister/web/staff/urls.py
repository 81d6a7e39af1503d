"""The staff front. Each room has its own list; all of them are behind `door.staff_page`."""

from django.urls import include, path

from . import home

app_name = "staff"

urlpatterns = [
    path("", home.home, name="home"),
    path("evidence/", include("careregister.web.staff.evidence.urls")),
    path("applications/", include("careregister.web.staff.applications.urls")),
    path("privacy/", include("careregister.web.staff.privacy.urls")),
    path("renewals/", include("careregister.web.staff.renewals.urls")),
    path("training/", include("careregister.web.staff.training.urls")),
    path("money/", include("careregister.web.staff.payments.urls")),
    path("members/", include("careregister.web.staff.membership.urls")),
    path("accounts/", include("careregister.web.staff.people.urls")),
    path("", include("careregister.web.staff.letters.urls")),
    path("", include("careregister.web.staff.register.urls")),
]
