"""The account front: our own pages, and of django-allauth's only those that are wanted, by the names it knows them by."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from . import together, views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("demo/", views.demo, name="account_demo"),
    path("resets/<uuid:reset_id>/withdrawal", views.call_off_reset, name="account_call_off_reset"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", account.logout, name="account_logout"),
    path("suspended/", account.account_inactive, name="account_inactive"),
    path("join/", account.signup, name="account_signup"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("email/", account.email, name="account_email"),
    path("email/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^email/confirm/(?P<key>[-:\w]+)/$", together.ConfirmEmail.as_view(), name="account_confirm_email"),
    path("password/", together.PasswordChange.as_view(), name="account_change_password"),
    path("password/first/", together.PasswordSet.as_view(), name="account_set_password"),
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
    path("keys/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("keys/app/removal/", together.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("keys/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("keys/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keys/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("keys/passkeys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("keys/passkeys/<int:pk>/removal/", together.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("keys/passkeys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("sessions/", views.Sessions.as_view(), name="usersessions_list"),
]
