"""Serve the gallery: `python -m gallery PORT`, with this folder's parent on the path."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "gallery.settings"

import django

django.setup()

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402


class Threaded(ThreadingMixIn, WSGIServer):
    """One thread for each request, as a browser expects."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """No line for each request."""

    def log_message(
        self,
        format: str,  # noqa: A002
        *args: object,
    ) -> None:
        """Say nothing."""


with make_server("127.0.0.1", int(sys.argv[1]), StaticFilesHandler(get_wsgi_application()), Threaded, Silent) as server:
    print("ready", flush=True)
    server.serve_forever()
