"""What Django is told. All choices of a host come through `environment.py`; what stands here is the same everywhere."""

from keywho.server.conf.calm_log import logging_of
from keywho.server.conf.database import database_of
from keywho.server.conf.environment import read_environment
from keywho.server.conf.home import secret_in
from keywho.server.conf.hosts import host_names_of, public_url_of
from keywho.server.conf.static_files import STATIC_ROUTE, digest

ENVIRONMENT = read_environment()

SECRET_KEY = ENVIRONMENT.secret_key or secret_in(ENVIRONMENT.home)
DEBUG = ENVIRONMENT.debug
KEYWHO_HOME = ENVIRONMENT.home
HTTPS_ONLY = ENVIRONMENT.https
PUBLIC_URL = ENVIRONMENT.public_url
PHONES_URL = public_url_of(ENVIRONMENT)

ALLOWED_HOSTS = ["*"]  # `guards.only_our_hosts` looks closer
HOST_NAMES = host_names_of(ENVIRONMENT)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "keywho.server.store",
    "keywho.server.web",
]
MIDDLEWARE = [
    "keywho.server.conf.guards.safe_headers",
    "keywho.server.conf.guards.only_our_hosts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "keywho.server.conf.guards.OnlyWhatCanBeKept",
]
ROOT_URLCONF = "keywho.server.conf.urls"
CSRF_FAILURE_VIEW = "keywho.server.conf.errors.stale_form"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
STATIC_URL = f"{STATIC_ROUTE}{digest()}/"

DATABASES = {"default": database_of(ENVIRONMENT.database_url, ENVIRONMENT.home)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "store.Organizer"
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS_ONLY
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "keywho_desk", "keywho_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMBED = ENVIRONMENT.embed

SMTP_URL, MAIL_FROM, MAIL_REPLIES = ENVIRONMENT.smtp_url, ENVIRONMENT.mail_from, ENVIRONMENT.mail_replies
MAIL_INBOX, MAIL_WEBHOOK_KEY = ENVIRONMENT.mail_inbox, ENVIRONMENT.mail_webhook_key

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = logging_of(ENVIRONMENT.log_level, debug=DEBUG)
