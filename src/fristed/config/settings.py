"""Settings, read from ``FRISTED_*`` environment variables with defaults for the embedded installation.

=========================  =============================================  ==============================
variable                   meaning                                        default
=========================  =============================================  ==============================
FRISTED_DATA               data directory: database, secret key, reports  ``var/demo``
FRISTED_DATABASE_URL       ``postgresql://user:secret@host:port/name``    SQLite in the data directory
FRISTED_KEYS_DATABASE_URL  the same for the keys; another database        ``keys.sqlite3`` beside it
FRISTED_ROOT_KEY_FILE      file of the root key, mode 0600                ``root_key`` beside it
FRISTED_TRAIL_KEY_FILE     key that signs checkpoints of the audit trail  made once in the data directory
FRISTED_SECRET_KEY         Django's secret key                            made once in the data directory
FRISTED_ALLOWED_HOSTS      host names served, separated by commas         ``127.0.0.1,localhost,[::1]``
FRISTED_HTTPS              ``1`` behind TLS: secure cookies, HSTS         ``0``
FRISTED_TRUSTED_PROXY      address of the proxy that ends TLS             ``127.0.0.1``
FRISTED_DEBUG              ``1`` shows tracebacks; never with real data   ``0``
FRISTED_API_CALLS          calls a client of the API may make in a minute  ``600``
FRISTED_WEBHOOK_HOSTS      hosts that may be told of events, by commas    none: nothing is sent
FRISTED_WEBHOOK_CA         file of who vouches for those hosts            those of the system
FRISTED_PUBLISHER          organisation number of who publishes           none
FRISTED_EXPORT_ROWS        most rows in one file taken out of a register  ``20000``
FRISTED_EXPORT_DAYS        days after which such a file should be deleted ``30``
FRISTED_SECOND_FACTOR      ``required``, or ``offered`` as in the demo    ``offered`` in a demo only
FRISTED_ORIGIN             ``https://host`` that passkeys belong to       ``http://localhost:port`` only
FRISTED_STAFF_KEY          key of hashed codes and sealed app secrets     made once in the data directory
FRISTED_OIDC_ISSUER        provider of identities, such as Ansattporten   none: local accounts only
FRISTED_OIDC_CLIENT_ID     what the provider calls us                     none
FRISTED_OIDC_KEY_FILE      our private key there: PEM or JSON Web Key     none
FRISTED_OIDC_LEVELS        levels (acr) that are enough, by spaces        ``substantial high``
FRISTED_OIDC_SUBJECT       claim that names a person: ``sub`` or ``pid``  ``sub``
FRISTED_OIDC_NAME          what the sign-in page calls the provider       ``Ansattporten``
FRISTED_MAIL_HOST          server that takes our mails, by TLS            files in the data directory
FRISTED_MAIL_PORT          its port: TLS from the start at 465            ``587``
FRISTED_MAIL_USER          what it calls us                               none
FRISTED_MAIL_PASSWORD      the password there                             none
FRISTED_MAIL_FROM          address that mails come from                   ``fristed@localhost``
=========================  =============================================  ==============================
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from fristed.config.organisations import organisation_number
from fristed.config.secret_key import secret_key_in
from fristed.foundation.logs import settings_for_logs

CHECKOUT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("FRISTED_DATA", CHECKOUT / "var" / "demo")).resolve()

DEBUG = os.environ.get("FRISTED_DEBUG", "0") == "1"
HTTPS = os.environ.get("FRISTED_HTTPS", "0") == "1"
# Only this address may say that a request came by TLS.
TRUSTED_PROXY = os.environ.get("FRISTED_TRUSTED_PROXY", "127.0.0.1")
STAFF_KEY = os.environ.get("FRISTED_STAFF_KEY") or secret_key_in(DATA, "staff_key")
SECRET_KEY = os.environ.get("FRISTED_SECRET_KEY") or secret_key_in(DATA)
ALLOWED_HOSTS = os.environ.get("FRISTED_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "fristed.foundation.identity",
    "fristed.foundation.identity.access",
    "fristed.foundation.identity.staff",
    "fristed.foundation.identity.clients",
    "fristed.foundation.audit",
    "fristed.foundation.handed_in",
    "fristed.foundation.vault",
    "fristed.foundation.vault.keys",
    "fristed.foundation.legal_basis",
    "fristed.foundation.notifying",
    "fristed.casework.cases",
    "fristed.casework.persons",
    "fristed.casework.teams",
    "fristed.casework.consultations",
    "fristed.casework.journal",
    "fristed.casework.referrals",
    "fristed.casework.plans",
    "fristed.casework.parties",
    "fristed.casework.reception",
    "fristed.casework.repatriation",
    "fristed.casework.housing",
    "fristed.casework.mentors",
    "fristed.casework.outcomes",
    "fristed.casework.papers",
    "fristed.casework.exchange",
    "fristed.statistics.releases",
    "fristed.statistics.chains",
    "fristed.statistics.outcomes",
    "fristed.statistics.leak_finding",
    "fristed.statistics.annual_report.checking",
    "fristed.statistics.annual_report.citing",
    "fristed.statistics.annual_report.editing",
    "fristed.interfaces.web",
    "fristed.interfaces.cli",
]

MIDDLEWARE = [
    "fristed.interfaces.web.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Outside all that may fail, so that the answer to a failure has every header too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fristed.interfaces.web.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "fristed.interfaces.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fristed.interfaces.web.middleware.StaffSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fristed.interfaces.web.middleware.SignInRequiredMiddleware",
    "fristed.interfaces.web.middleware.OnRecordMiddleware",
]

ROOT_URLCONF = "fristed.config.urls"
WSGI_APPLICATION = "fristed.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fristed.interfaces.web.context.house",
            ],
        },
    },
]


# Many readers beside one writer; what was acknowledged survives a power cut; what is deleted is written over.
SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
# Few and short writes: no log that keeps a deleted key, deleted bytes overwritten, the directory synced too.
SQLITE_OF_KEYS = "PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON; PRAGMA synchronous=EXTRA;"


def _database(variable: str, *, file: str, pragmas: str) -> dict[str, object]:
    """Give Django's database entry: SQLite in the data directory, or PostgreSQL from a URL."""
    url = os.environ.get(variable)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / file,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"{variable} must begin with postgresql://, not {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # A new connection costs more than a page. Who acts is told to the database for one transaction at a
        # time, so that nothing of it is left on a connection for the next.
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        # What is read most fits in memory or lies on a disk without a head: jumping costs little, and
        # compiling a question costs more than asking it.
        "OPTIONS": {"options": "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"},
    }


DATABASES = {
    "default": _database("FRISTED_DATABASE_URL", file="fristed.sqlite3", pragmas=SQLITE),
    "keys": _database("FRISTED_KEYS_DATABASE_URL", file="keys.sqlite3", pragmas=SQLITE_OF_KEYS),
}
DATABASE_ROUTERS = ["fristed.foundation.vault.router.KeysApart"]
if DATABASES["default"] == DATABASES["keys"]:
    raise ValueError("The keys need a database of their own: FRISTED_KEYS_DATABASE_URL names the same one.")
ROOT_KEY_FILE = Path(os.environ.get("FRISTED_ROOT_KEY_FILE") or DATA / "root_key")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Uploads stay in memory, and no request may bring more than the leak finder takes.
FILE_UPLOAD_HANDLERS = ["fristed.interfaces.web.uploads.LimitedUploadHandler"]

# What one export of a service's coded rows may hold, and how long its file should live.
EXPORT_ROWS = int(os.environ.get("FRISTED_EXPORT_ROWS", "20000"))
EXPORT_DAYS = int(os.environ.get("FRISTED_EXPORT_DAYS", "30"))

# The statistics API: calls that one client may make in a minute, counted in files that all processes share.
API_CALLS = int(os.environ.get("FRISTED_API_CALLS", "600"))
CALLS = str(DATA / "calls")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "calls": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CALLS,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
# Where clients of the API may be told that something has happened: host, or host:port where it is not 443.
# An address within a private network, or this machine, is told only where the list has it as a number.
WEBHOOK_HOSTS = os.environ.get("FRISTED_WEBHOOK_HOSTS", "").split(",")
WEBHOOK_CA = os.environ.get("FRISTED_WEBHOOK_CA", "")
# Who publishes, by organisation number; where none is given the catalogue leaves it out.
PUBLISHER_NUMBER = organisation_number(os.environ.get("FRISTED_PUBLISHER", ""))

# The key that signs checkpoints of the audit trail. Whoever has it can forge one, so copies lie outside.
TRAIL_KEY_FILE = Path(os.environ.get("FRISTED_TRAIL_KEY_FILE", DATA / "trail-key.pem"))

# How staff show who they are. A demo only offers a second factor, so that its cast signs in with a password.
SECOND_FACTOR = os.environ.get("FRISTED_SECOND_FACTOR", "")
ORIGIN = os.environ.get("FRISTED_ORIGIN", "").rstrip("/")
OIDC_ISSUER = os.environ.get("FRISTED_OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("FRISTED_OIDC_CLIENT_ID", "")
OIDC_KEY_FILE = os.environ.get("FRISTED_OIDC_KEY_FILE", "")
OIDC_LEVELS = os.environ.get("FRISTED_OIDC_LEVELS", "substantial high").split()
OIDC_SUBJECT = os.environ.get("FRISTED_OIDC_SUBJECT", "sub")
OIDC_NAME = os.environ.get("FRISTED_OIDC_NAME", "Ansattporten")

# The 15 minutes without use and the 8 hours at most are held by the staff room; this is the outer limit.
SESSION_ENGINE = "fristed.foundation.identity.staff.session_store"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
# Not "no-referrer": browsers then send "Origin: null" with a form, and the check against forgery refuses it.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian bokmål")), ("nn", _("Norwegian nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [CHECKOUT / "src" / "fristed" / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
# Third-party files that set-up fetches; never committed.
STATICFILES_DIRS = [("vendor", CHECKOUT / "src" / "fristed" / "interfaces" / "web" / "vendor")]
STATIC_ROOT = CHECKOUT / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# How a background task starts a program of its own.
COMMAND_LINE = [sys.executable, "-m", "fristed.interfaces.cli.main"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Nothing is written outside the checkout, not even a temporary file.
(CHECKOUT / "var" / "tmp").mkdir(parents=True, exist_ok=True)
tempfile.tempdir = str(CHECKOUT / "var" / "tmp")

# Only what is on a list is written to a log.
LOGGING = settings_for_logs()

# The one mail there is says that there is something, and nothing more. Without a server it ends in a file.
MAIL_HOST = os.environ.get("FRISTED_MAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "mails")
EMAIL_HOST = MAIL_HOST
EMAIL_PORT = int(os.environ.get("FRISTED_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("FRISTED_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FRISTED_MAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("FRISTED_MAIL_FROM", "fristed@localhost")
