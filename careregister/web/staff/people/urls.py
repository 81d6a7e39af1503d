from django.urls import path

from . import changes, pages, resets

urlpatterns = [
    path("", pages.accounts, name="accounts"),
    path("new/", changes.add, name="account_new"),
    path("<uuid:account_id>/", pages.account, name="account"),
    path("<uuid:account_id>/roles/", changes.give_role, name="account_roles"),
    path("<uuid:account_id>/roles/<slug:role>/end/", changes.end_role, name="account_role_end"),
    path("<uuid:account_id>/suspension/", changes.suspend, name="account_suspension"),
    path("<uuid:account_id>/reopening/", changes.reopen, name="account_reopening"),
    path("<uuid:account_id>/signing-out/", changes.end_sessions, name="account_signing_out"),
    path("<uuid:account_id>/lost-keys/", resets.ask, name="account_lost_keys"),
    path("lost-keys/<uuid:reset_id>/", resets.decide, name="lost_keys"),
]
