"""Django's settings, all derived from `qanat.platform.config`."""

from pathlib import Path

from qanat.platform.config import config, secret_key
from qanat.platform.database import database_settings
from qanat.platform.logs import configure_logs

BASE = Path(__file__).resolve().parent.parent

DEBUG = config.debug
SECRET_KEY = secret_key(config)
ALLOWED_HOSTS = list(config.allowed_hosts)
ROOT_URLCONF = "qanat.project.urls"
WSGI_APPLICATION = "qanat.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
DATABASES = {"default": database_settings(config)}
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية"), ("fa", "فارسی")]
# Sentences of all pages first, then those of each area beside its pages.
LOCALE_PATHS = [BASE / "locale", *sorted((BASE / "web").glob("*/locale"))]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served as they lie in the packages, nothing to collect
LOGGING_CONFIG = None
configure_logs(config.log_level)
DATA_UPLOAD_MAX_MEMORY_SIZE = config.body_limit_bytes
FILE_UPLOAD_HANDLERS = [
    "qanat.web.imports.receiving.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "ninja",
    "procrastinate.contrib.django",
    "qanat.platform",
    "qanat.criteria",
    "qanat.access",
    "qanat.people",
    "qanat.timeline",
    "qanat.consent",
    "qanat.notices",
    "qanat.capture",
    "qanat.scoring",
    "qanat.routing",
    "qanat.work",
    "qanat.pipeline",
    "qanat.insight",
    "qanat.listing",
    "qanat.web",
    "qanat.api",
]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["qanat.flows.jobs", "qanat.demo.jobs"]

MIDDLEWARE = [
    "qanat.platform.middleware.request_log.RequestLog",
    "qanat.platform.middleware.headers.SecurityHeaders",
    "qanat.api.edges.problems_everywhere",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qanat.platform.middleware.away.DatabaseAway",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "qanat.web.alone.Plainly",
    "allauth.account.middleware.AccountMiddleware",
    "qanat.web.refusals.Refusals",
    "qanat.web.language.language_of_user",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "web", BASE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qanat.web.look.look",
            ]
        },
    }
]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = config.secure_cookies
SESSION_COOKIE_HTTPONLY = True

SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# E-mail is unique in any case, by a constraint on lower(email) that the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
ACCOUNT_FORMS = {
    "login": "qanat.web.sign_in.forms.SignInForm",
    "reauthenticate": "qanat.web.sign_in.forms.AgainForm",
    "change_password": "qanat.web.sign_in.forms.PasswordForm",
}
MFA_FORMS = {
    "authenticate": "qanat.web.sign_in.forms.CodeForm",
    "reauthenticate": "qanat.web.sign_in.forms.CodeAgainForm",
    "activate_totp": "qanat.web.sign_in.forms.ActivateForm",
}
ACCOUNT_ADAPTER = "qanat.access.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "qanat.access.sign_in.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Qanat"
USERSESSIONS_TRACK_ACTIVITY = False

CACHES = {
    # The counters of sign-in attempts: in the database, because every web process must see them.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
    }
}
SECURE_HSTS_SECONDS = 31_536_000 if config.secure_cookies else 0
