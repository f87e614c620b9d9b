"""``python -m opensmp`` and the program ``opensmp``: one command in a process of its own, which then ends."""

import gc

gc.disable()  # before the first import: a command makes many values and no cycles, and this saves a collection of them all

import atexit  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from typing import NoReturn  # noqa: E402

from opensmp.cli.program import main  # noqa: E402


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
    return bool(atexit._ncallbacks()) or sys.gettrace() is not None  # noqa: SLF001  # nothing else tells


if __name__ == "__main__":
    start()
