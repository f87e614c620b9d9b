"""The program as a person runs it, with its exit code, its words and its errors."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from opensmp.cli.program import main


@dataclass(frozen=True)
class Ran:
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def opensmp(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `opensmp …` in this process."""
    monkeypatch.delenv("OPENSMP_LANGUAGE", raising=False)

    def run(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as stop:
            main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return Ran(int(stop.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def plan(examples: Path, tmp_path: Path) -> Path:
    """A copy of the small provider's plan, to be spoilt."""
    return Path(shutil.copytree(examples / "provider", tmp_path / "plan"))


def replace_in(path: Path, old: str, new: str) -> None:
    """Edit a file of the plan as a person would; the old words must be there."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
