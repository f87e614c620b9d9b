"""The process of background work beside a server: ``python -m opensmp.site.working PARENT``.

A server that is killed cannot end it, so it watches for itself whether its parent is still there.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from django.core.management import call_command

from opensmp.site.serving import start_django

_EVERY = 1.0
"""Seconds between two looks at the parent."""
_PATIENCE = 10.0
"""Seconds for the task in hand, as `serve` gives too; what is cut off then shows as stopped and can be started again."""


def end_without(parent: int) -> None:
    """Wait until another process than ``parent`` looks after this one; then end as when asked to, and at last by force."""
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE)
    os.kill(os.getpid(), signal.SIGKILL)


def main(parent: int) -> None:
    """Carry out tasks until the parent asks to end, or is gone."""
    threading.Thread(target=end_without, args=(parent,), name="parent", daemon=True).start()
    start_django()
    call_command("db_worker", "--interval", "0.5", "--no-reload")


if __name__ == "__main__":
    main(int(sys.argv[1]))
