"""The account front: our own pages, and of django-allauth's only those that are wanted, by the names it knows them by."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from . import joining, my_letters, telephone, together, views
from .fresh import fresh

urlpatterns = [
    path("", views.home, name="account_home"),
    path("demo/", views.demo, name="account_demo"),
    path("demo/inbox/", include("careregister.web.account.demo_inbox.urls")),
    path("resets/<uuid:reset_id>/withdrawal", views.call_off_reset, name="account_call_off_reset"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", account.logout, name="account_logout"),
    path("kept/", views.held, name="account_held"),
    path("suspended/", account.account_inactive, name="account_inactive"),
    path("join/", joining.start, name="account_signup"),
    path("join/adjustments/", joining.adjustments, name="account_join_adjustments"),
    path("join/address/", joining.join, name="account_join_address"),
    path("join/keys/", joining.keys, name="account_join_keys"),
    path("adjustments/", joining.adjustments, name="account_adjustments"),
    path("letters/", my_letters.letters, name="account_letters"),
    path("letters/<uuid:letter_id>/", my_letters.letter, name="account_letter"),
    path("code/", joining.ask_code, name="account_code_ask"),
    path("code/enter/", joining.enter_code, name="account_code"),
    path("code/<uuid:code_id>/<str:token>/", joining.open_link, name="account_code_link"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("phone/", fresh(telephone.change), name="account_phone"),
    path("phone/code/", fresh(telephone.code), name="account_phone_code"),
    path("email/", fresh(account.email), name="account_email"),
    path("email/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^email/confirm/(?P<key>[-:\w]+)/$", together.ConfirmEmail.as_view(), name="account_confirm_email"),
    path("password/", together.PasswordChange.as_view(), name="account_change_password"),
    path("password/first/", fresh(together.PasswordSet.as_view()), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        together.PasswordResetFromKey.as_view(),
        name="account_reset_password_from_key",
    ),
    path("two-steps/", views.two_steps, name="account_two_steps"),
    path("keys/", mfa.index, name="mfa_index"),
    path("keys/app/", fresh(totp.activate_totp), name="mfa_activate_totp"),
    path("keys/app/removal/", together.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("keys/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("keys/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keys/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("keys/passkeys/new/", fresh(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("keys/passkeys/<int:pk>/removal/", together.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("keys/passkeys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("sessions/", views.Sessions.as_view(), name="usersessions_list"),
    path("application/", include("careregister.web.account.applications.urls")),
    path("training/", include("careregister.web.account.training.urls")),
    path("privacy/", include("careregister.web.account.privacy.urls")),
    path("membership/", include("careregister.web.account.membership.urls")),
    path("evidence/", include("careregister.web.account.evidence.urls")),
    path("renewal/", include("careregister.web.account.renewals.urls")),
]
