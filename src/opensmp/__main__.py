"""``python -m opensmp`` and the program ``opensmp``: one command in a process of its own, which then ends."""

import gc

gc.disable()  # before the first import, which makes thousands of values and no cycles; a long command switches it on again

# ruff: noqa: E402  # the imports follow, for that reason
import atexit
import os
import sys
import threading
from typing import NoReturn

from opensmp.cli.program import main


def start() -> NoReturn:
    """Run the program and leave: what was made is not taken apart first, which costs as much as to read a register."""
    try:
        main()
    except SystemExit as leaving:
        if isinstance(leaving.code, int) and not _awaited():
            os._exit(leaving.code)
        raise
    sys.exit(0)


def _awaited() -> bool:
    """Whether something is to happen at the end of the process, or the output cannot be delivered."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return True
    waiting = bool(atexit._ncallbacks()) or threading.active_count() > 1  # noqa: SLF001  # nothing else tells
    return waiting or sys.gettrace() is not None


if __name__ == "__main__":
    start()
