"""The organisation front: for those who act for an employer. Every page of one employer is behind `door.acts_for`."""

from django.urls import include, path

from .organisations import opening

app_name = "organisation"

urlpatterns = [
    path("", opening.home, name="home"),
    path("open/", opening.open_one, name="open"),
    path("invitation/<str:token>/", opening.invitation, name="invitation"),
    path("invitation/<str:token>/no/", opening.decline, name="invitation_no"),
    path("<uuid:employer_id>/", include("careregister.web.organisation.organisations.urls")),
    path("<uuid:employer_id>/workers/", include("careregister.web.organisation.membership.urls")),
    path("<uuid:employer_id>/", include("careregister.web.organisation.payments.urls")),
]
