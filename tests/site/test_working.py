"""The process of background work ends with its server, also with one that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SERVER = """
import time
from opensmp.site import serving
serving.start_django()
serving.bring_up_to_date()
with serving.worker() as process:
    print(process.pid, flush=True)
    time.sleep(120)
"""


@pytest.mark.thorough
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_the_work_beside_a_server_ends_when_the_server_is_gone(tmp_path: Path, how: signal.Signals) -> None:
    around = {
        **os.environ,
        "OPENSMP_HOME": str(tmp_path),
        "OPENSMP_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "opensmp.site.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around
    ) as server:
        assert server.stdout is not None
        working = int(server.stdout.readline())
        time.sleep(4)
        os.kill(working, 0)  # it lives: it waits for tasks
        server.send_signal(how)
        started = time.monotonic()
        server.communicate(timeout=20)  # what both print ends when both have ended
        assert time.monotonic() - started < 10
