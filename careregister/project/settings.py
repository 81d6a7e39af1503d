"""Settings: everything that differs between installations comes from the environment (docs/map.md lists it)."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .environment import database, flag, listed, number, secret

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CAREREGISTER_DATA") or CHECKOUT / "var")
DEMO = flag("CAREREGISTER_DEMO")
BENCH = flag("CAREREGISTER_BENCH")
HTTPS = flag("CAREREGISTER_HTTPS")

DEBUG = False
SECRET_KEY = secret("CAREREGISTER_SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("CAREREGISTER_OLD_SECRET_KEYS")
SEAL_KEYS = secret("CAREREGISTER_SEAL_KEYS")
ALLOWED_HOSTS = listed("CAREREGISTER_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
# Where links in letters lead: without a slash at the end.
SITE_ADDRESS = os.environ.get("CAREREGISTER_ADDRESS", "").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0]}" if HTTPS else f"http://{ALLOWED_HOSTS[0]}:{os.environ.get('PORT') or 8000}"
)
TRUSTED_PROXIES = number("CAREREGISTER_TRUSTED_PROXIES", 0)
BODY_FILE = os.environ.get("CAREREGISTER_BODY") or CHECKOUT / "careregister/project/body/nacas.toml"
if BENCH and (HTTPS or not DEMO):
    raise ImproperlyConfigured(
        "CAREREGISTER_BENCH turns limits off: it is for measuring a demo on one machine (bin/bench)"
    )
LIMITS_ON = not BENCH

INSTALLED_APPS = [
    "careregister.base",
    "careregister.history",
    "careregister.people",
    "careregister.letters",
    "careregister.evidence",
    "careregister.organisations",
    "careregister.payments",
    "careregister.membership",
    "careregister.register",
    "careregister.training",
    "careregister.checks",
    "careregister.applications",
    "careregister.renewals",
    "careregister.privacy",
    "careregister.web.parts",
    "careregister.web.public",
    "careregister.web.account",
    "careregister.web.organisation",
    "careregister.web.staff",
    "careregister.project",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "pgtrigger",
    "csp",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "careregister.web.parts.middleware.client_address",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "careregister.web.account.middleware.sessions_end",
    "careregister.web.parts.middleware.refusals",
    "careregister.project.open_pages.sign_in_first",
]

ROOT_URLCONF = "careregister.project.urls"
WSGI_APPLICATION = "careregister.project.wsgi.application"

DATABASES = {
    "default": database("DATABASE_OWNER_URL" if os.environ.get("CAREREGISTER_LOGIN") == "owner" else "DATABASE_URL")
}
# Of the login that may empty words about people, and nothing else. Without it none are emptied.
DATABASE_PRIVACY_URL = os.environ.get("DATABASE_PRIVACY_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "NAME": "jinja",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            CHECKOUT / f"careregister/web/{front}/templates"
            for front in ("parts", "public", "account", "organisation", "staff")
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "careregister.web.parts.jinja.environment",
            "kept_in": DATA / "templates",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "careregister.web.parts.context.page",
            ],
        },
    },
    # Libraries' own text templates (letters of django-allauth) are written in Django's language; no page of ours is.
    {
        "NAME": "libraries",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

AUTH_USER_MODEL = "people.Account"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # an e-mail address is unique whatever its case: a constraint on lower(email)
AUTHENTICATION_BACKENDS = ["careregister.web.account.backends.ByAddressOrNumber"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "careregister.web.account.validators.ContextWords"},
    {"NAME": "careregister.web.account.validators.NotTooLong"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "careregister.web.account.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = False  # not atomic even over a shared cache: base.limits counts instead, in the adapter
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address, replaced when the new one is confirmed
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "careregister.web.account.forms.LoginForm",
    "reset_password": "careregister.web.account.forms.ResetPasswordForm",
    "reset_password_from_key": "careregister.web.account.forms.ResetPasswordKeyForm",
    "set_password": "careregister.web.account.forms.SetPasswordForm",
    "change_password": "careregister.web.account.forms.ChangePasswordForm",
    "add_email": "careregister.web.account.forms.AddEmailForm",
    "reauthenticate": "careregister.web.account.forms.ReauthenticateForm",
}
PASSWORD_RESET_TIMEOUT = 3600
FACTOR_RESET_WAIT_SECONDS = 3600  # between asking for lost sign-in keys to be taken away and doing it
MFA_ADAPTER = "careregister.web.account.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_TOLERANCE = 1  # 30 seconds either way: phones' clocks are not exact, and each code still works once
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "authenticate": "careregister.web.account.forms.AuthenticateForm",
    "reauthenticate": "careregister.web.account.forms.ReauthenticateByCodeForm",
    "activate_totp": "careregister.web.account.forms.ActivateTOTPForm",
    "add_webauthn": "careregister.web.account.forms.AddPasskeyForm",
    "edit_webauthn": "careregister.web.account.forms.EditPasskeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers allow passkeys on http://localhost only
USERSESSIONS_TRACK_ACTIVITY = True

SESSION_ENGINE = "careregister.people.session_engine"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
PERSON_SESSION_IDLE_SECONDS = 14 * 24 * 3600
STAFF_SESSION_IDLE_SECONDS = 30 * 60
STAFF_SESSION_LONGEST_SECONDS = 12 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "careregister.web.parts.views.csrf_failed"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# checks: the DBS Update Service, and whose name it is told when the clock asks
DBS_URL = os.environ.get("CAREREGISTER_DBS_URL") or "https://secure.crbonline.gov.uk/crsc/api/status"
DBS_ORGANISATION = os.environ.get("CAREREGISTER_DBS_ORGANISATION", "")
DBS_OFFICER = os.environ.get("CAREREGISTER_DBS_OFFICER", "")
DBS_TIMEOUT = number("CAREREGISTER_DBS_TIMEOUT", 20)  # seconds
# checks: a certified identity provider (OpenID Connect with verified claims); without an issuer the way is closed
IDENTITY_ISSUER = os.environ.get("CAREREGISTER_IDENTITY_ISSUER", "")
IDENTITY_PROVIDER_NAME = os.environ.get("CAREREGISTER_IDENTITY_NAME", "")
IDENTITY_CLIENT_ID = os.environ.get("CAREREGISTER_IDENTITY_CLIENT_ID", "")
IDENTITY_CLIENT_SECRET = os.environ.get("CAREREGISTER_IDENTITY_CLIENT_SECRET", "")
IDENTITY_CLIENT_KEY = os.environ.get(
    "CAREREGISTER_IDENTITY_CLIENT_KEY", ""
)  # PEM: private_key_jwt, in place of a secret
# outside.cards: Stripe; without a key nobody can pay by card or Direct Debit
CARDS_URL = os.environ.get("CAREREGISTER_CARDS_URL") or "https://api.stripe.com"
CARDS_KEY = os.environ.get("CAREREGISTER_CARDS_KEY", "")
CARDS_WEBHOOK_SECRET = os.environ.get("CAREREGISTER_CARDS_WEBHOOK_SECRET", "")
CARDS_PAGES = os.environ.get("CAREREGISTER_CARDS_PAGES") or (  # where its pages are, that ask for the card
    "https://checkout.stripe.com" if CARDS_URL == "https://api.stripe.com" else CARDS_URL
)
# The buttons that lead to these are forms of ours, answered with the provider's address.
FORMS_LEAD_TO = [
    "/".join(address.split("/")[:3]) for address in (IDENTITY_ISSUER, CARDS_KEY and CARDS_PAGES) if address
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *FORMS_LEAD_TO],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [CHECKOUT / "careregister/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if flag("CAREREGISTER_COLLECTED")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not flag("CAREREGISTER_COLLECTED")
WHITENOISE_MAX_AGE = 3600

MAIL_URL = os.environ.get("CAREREGISTER_MAIL_URL") or f"file://{DATA / 'mail'}"
SMS_URL = os.environ.get("CAREREGISTER_SMS_URL") or f"file://{DATA / 'texts'}"
BOUNCES = os.environ.get("CAREREGISTER_BOUNCES", "")  # a Maildir for what comes back
EMAIL_BACKEND = "careregister.outside.mail.Backend"
DEFAULT_FROM_EMAIL = os.environ.get("CAREREGISTER_MAIL_FROM") or "Care Register <register@example.org>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # all that is not a file
# evidence: what people give us to look at
FILES = Path(os.environ.get("CAREREGISTER_FILES") or DATA / "files")  # sealed; never below what is served
CLAMAV = os.environ.get("CAREREGISTER_CLAMAV", "")
UPLOAD_MOST_BYTES = 20 * 1024 * 1024  # of one file; the refusal names it (web/parts/reasons)
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["careregister.web.parts.uploading.Measured"]
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # it believes whatever a browser says; `client_address` tells the log
PROCRASTINATE_ON_APP_READY = "careregister.project.jobs.on_app_ready"

from .logging import LOGGING  # noqa: E402, F401  (structlog is set up once the names above exist)
