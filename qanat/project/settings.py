"""Django's settings, all derived from `qanat.platform.config`."""

from pathlib import Path

from qanat.platform.config import config, secret_key
from qanat.platform.database import database_settings

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
LOCALE_PATHS = [BASE / "locale"]
STATIC_URL = "/static/"
DATA_UPLOAD_MAX_MEMORY_SIZE = config.body_limit_bytes
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "qanat.platform",
    "qanat.access",
    "qanat.people",
    "qanat.timeline",
    "qanat.consent",
    "qanat.capture",
    "qanat.scoring",
    "qanat.routing",
    "qanat.work",
    "qanat.pipeline",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = config.secure_cookies
SESSION_COOKIE_HTTPONLY = True
