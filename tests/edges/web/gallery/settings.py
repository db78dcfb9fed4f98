"""The desk's own settings, less the database: what the gallery is served with."""

from dunwell.settings import *  # noqa: F403
from dunwell.settings import MIDDLEWARE as REAL_MIDDLEWARE

DEBUG = True
ROOT_URLCONF = "gallery.urls"
WITHOUT = {"dunwell.web.middleware.ViewerMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"}
MIDDLEWARE = [each for each in REAL_MIDDLEWARE if each not in WITHOUT]
MIDDLEWARE.insert(3, "django.middleware.locale.LocaleMiddleware")
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
TEMPLATES[0]["APP_DIRS"] = False  # noqa: F405
TEMPLATES[0]["OPTIONS"]["loaders"] = [  # noqa: F405
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
