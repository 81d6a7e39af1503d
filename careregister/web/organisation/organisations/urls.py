"""An employer's first page, and who acts for it."""

from django.urls import path

from . import colleagues, overview

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("closing/", overview.close, name="closing"),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/invitation/", colleagues.invite, name="colleague_new"),
    path("colleagues/invitation/<uuid:invitation_id>/withdrawal/", colleagues.withdraw, name="colleague_withdrawal"),
    path("colleagues/leaving/", colleagues.leave, name="leaving"),
    path("colleagues/<uuid:account_id>/roles/", colleagues.roles, name="colleague_roles"),
    path("colleagues/<uuid:account_id>/ending/", colleagues.end, name="colleague_ending"),
]
