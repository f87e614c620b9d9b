"""Starting Django outside a server, and serving with background work beside it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from types import FrameType

import click
import django
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError
from waitress.server import create_server

from opensmp.i18n import Unavailable, _

log = logging.getLogger("opensmp")
_FIRST = 3.0
"""Seconds in which the first pages have the processor to themselves."""


def start_django() -> None:
    """Read the settings and load the applications; once a process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opensmp.site.settings")
    django.setup()


def collect() -> None:
    """Lay out the static files for serving, each named by its content: a new version of OpenSMP is a new name."""
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)


def check_database() -> None:
    """Raise Unavailable where the database would not keep what it acknowledges."""
    try:
        call_command("check", databases=["default"], stdout=StringIO())  # it would say in English that all is well
    except SystemCheckError as wrong:
        raise Unavailable(
            _("The database is not set up safely: {reason}", reason=str(wrong)), _("Mend this before anybody works.")
        ) from wrong


def bring_up_to_date() -> None:
    """Bring the tables to this version of OpenSMP. Raises Unavailable where the database does not answer."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as trouble:
        raise Unavailable(
            _("The database does not answer: {reason}", reason=str(trouble).strip().splitlines()[0]),
            _("See whether it runs, and whether OPENSMP_DATABASE_URL names it rightly."),
        ) from trouble


def sweep() -> None:
    """Throw away what was brought and never used; a disk that does not let go of it stops nobody."""
    try:
        import_module("opensmp.actions.sweeping").sweep()
    except OSError as trouble:
        log.warning("unused files were not thrown away: %s", trouble)


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """Run background work (imports, measuring) in a process beside the server; it ends with the server, however that ends."""
    command = [sys.executable, "-m", "opensmp.site.working", str(os.getpid())]
    process = subprocess.Popen(command)  # noqa: S603  # our own program and our own number
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _end(_signal: int, _frame: FrameType | None) -> None:
    """End as after Ctrl C, so that the work beside the server ends with it."""
    raise KeyboardInterrupt


def _warm_up() -> None:
    """Load, once the first pages are served, what the pages of records need."""
    time.sleep(_FIRST)
    import_module("opensmp.web.evidence.engine").warm_up()


def serve(host: str, port: int, threads: int = 8) -> None:
    """Serve until interrupted. Raises Unavailable where the port is taken."""
    try:
        server = create_server(get_wsgi_application(), host=host, port=port, threads=threads, ident=None)
    except OSError as trouble:
        raise Unavailable(
            _("Port {port} cannot be opened: {reason}.", port=str(port), reason=trouble.strerror or str(trouble)),
            _("Name another one with --port."),
        ) from trouble
    signal.signal(signal.SIGTERM, _end)
    with worker():
        threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
        click.echo(_("Serving at http://{host}:{port}. Stop with Ctrl C.", host=host, port=str(port)).text("en"))
        server.run()
