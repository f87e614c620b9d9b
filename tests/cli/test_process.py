"""The program as a process of its own: what it prints, the code it leaves with, and what is still done at its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_WITH_A_HANDLER = """
import atexit, sys
atexit.register(print, "done at the end")
sys.argv = ["opensmp", "--version"]
from opensmp.__main__ import start
start()
"""


def _ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def test_a_process_prints_everything_before_it_leaves() -> None:
    ran = _ran("-m", "opensmp", "rules")
    assert ran.returncode == 0
    assert "SUP-22" in ran.stdout.splitlines()[-1]


def test_a_process_leaves_with_the_code_of_its_command(tmp_path: Path) -> None:
    ran = _ran("-m", "opensmp", "check", str(tmp_path / "nowhere"))
    assert ran.returncode == 2
    assert "no such folder" in ran.stderr


def test_what_waits_for_the_end_of_the_process_still_happens() -> None:
    ran = _ran("-c", _WITH_A_HANDLER)
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1] == "done at the end"
