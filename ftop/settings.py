"""Settings of every way to run the app; what differs comes from the environment.

The variables are listed in the README. A missing or wrong one raises ImproperlyConfigured with a sentence that says
what to set, at start. Importing this module never starts a database: `manage.py` and pytest do, through
`ftop.embedded_postgres`.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ftop import embedded_postgres
from ftop.environment import env_flag, env_list, env_number, mail_settings, oidc_apps, refuse_weak_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("FTOP_DATA_DIR", BASE_DIR / ".data"))

DEMO = env_flag("FTOP_DEMO")
DEBUG = env_flag("FTOP_DEBUG")
TESTING = env_flag("FTOP_TESTING")
# Demo, development and tests run on this machine only, with a key and a database of their own.
IS_LOCAL = DEMO or DEBUG or TESTING

# --- Database -------------------------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "")
USES_EMBEDDED_POSTGRES = not DATABASE_URL and IS_LOCAL
EMBEDDED_POSTGRES_DIR = DATA_DIR / ("test-postgres" if TESTING else "postgres")
if DATABASE_URL and DEMO:
    raise ImproperlyConfigured(
        "FTOP_DEMO=1 and DATABASE_URL are both set, but the demo keeps to a database of its own: anybody may sign in "
        "as anybody there. Unset one of them."
    )
DATABASES: dict[str, Any]
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// — FTOP Notes runs on PostgreSQL only.")
elif USES_EMBEDDED_POSTGRES:
    DATABASES = {"default": embedded_postgres.database_settings(EMBEDDED_POSTGRES_DIR)}
else:
    raise ImproperlyConfigured(
        "DATABASE_URL is not set. Set it to postgres://user:password@host:5432/name, or run the demo with `make run`."
    )
# Ten minutes: a new connection has none of the prepared reads yet (`ftop.lib.compiled`).
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

# --- Security -------------------------------------------------------------------------------------------------------
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not IS_LOCAL:
    refuse_weak_key(SECRET_KEY)
elif not SECRET_KEY:
    SECRET_KEY = "local-demo-key-which-never-leaves-the-loopback-address-0123456789"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if IS_LOCAL else env_list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is not set. Set it to the host names people use, separated by commas.")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
# How many proxies stand in front, each adding to X-Forwarded-For and setting X-Forwarded-Proto. Without one, anybody
# could send these headers.
TRUSTED_PROXY_COUNT = env_number("TRUSTED_PROXY_COUNT", 0)
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside the container, without TLS
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 365 * 24 * 60 * 60
CSRF_FAILURE_VIEW = "ftop.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# A pasted text that is far too long is told so by its view; Django alone would answer "Bad Request".
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000

# --- Applications ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "ftop.accounts",
    "customers",
    "notes",
    "ftop",
    "pghistory.admin",
    "ftop.accounts.admin_config.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "ftop.static_files.StaticConfig",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ftop.accounts.middleware.SignInRequiredMiddleware",
    "ftop.accounts.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
if DEMO:
    MIDDLEWARE.insert(0, "ftop.loopback.loopback_only")
ROOT_URLCONF = "ftop.urls"
WSGI_APPLICATION = "ftop.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["ftop.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "ftop.lib.form_renderer.FormRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["ftop.sign_in_backend.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "ftop.accounts.sessions"
SESSION_SAVE_EVERY_REQUEST = False  # a GET writes nothing

ACCOUNT_ADAPTER = "ftop.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "ftop.accounts.forms.sign_in.SignInForm",
    "reset_password": "ftop.accounts.forms.sign_in.PasswordResetForm",
    "reset_password_from_key": "ftop.accounts.forms.sign_in.PasswordSetForm",
    "change_password": "ftop.accounts.forms.sign_in.PasswordChangeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator enters the address, and the invitation proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Django's own generator: its key depends on the person's row alone. allauth's writes to a second table on a GET.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60  # an invitation survives a week's holiday
# Rate limits go by the client's address; behind proxies that is the n-th from the right of X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# Sign-in through the company's OpenID Connect provider (Entra ID), for people who have an account here.
SOCIALACCOUNT_ADAPTER = "ftop.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": oidc_apps(is_local=IS_LOCAL)}}

# --- Mail -----------------------------------------------------------------------------------------------------------
globals().update(mail_settings())

# --- Cache ----------------------------------------------------------------------------------------------------------
# Rate limits must count the same in every worker process. A migration of accounts makes the table.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ftop_cache"},
    # What the tag `cache` keeps: parts of pages that depend on nothing but the values the tag names, and on templates.
    "template_fragments": {"BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache"},
}

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Development and tests read the files where they are written; everything else serves what collectstatic made of them.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STORAGE if WHITENOISE_USE_FINDERS else "ftop.static_files.StaticStorage"},
}

# --- Logs -----------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING"},
        "django.request": {"level": "ERROR"},  # pages not found and not allowed are no news
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners send whatever they like
    },
}

# --- History --------------------------------------------------------------------------------------------------------
# Triggers write a row for every insert, update and delete; the rows cannot be changed.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_APPEND_ONLY = True
# Who asks, and where, is told to the database before what may write. A GET writes nothing that has a history.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_ADMIN_MODEL = "accounts.Change"
PGHISTORY_ADMIN_CLASS = "ftop.accounts.history_admin.HistoryAdmin"
PGHISTORY_ADMIN_ALL_EVENTS = False  # all tables at once are a long read: something must be chosen first

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail is unique in any letter case, by a constraint on its upper form
    # HSTS speaks for this host alone: what else runs below a company's name is not ours to force to TLS for a year, and
    # an internal host has no business in the browsers' preload list.
    "security.W005",
    "security.W021",
]
