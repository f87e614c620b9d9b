"""Coverage-guided fuzzing of the loader (`make nightly`, or: python tests/exchange/fuzz_loader.py -max_total_time=600).

Whatever bytes stand in a file of the plan, the answer is a plan or Unreadable; anything else ends the run as a crash.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["opensmp.exchange"]):
    from opensmp.exchange import Unreadable, load

EXAMPLE = Path(__file__).parents[2] / "examples/provider"
FILES = (
    "plan/02-objectives.yaml",
    "plan/03-roles.yaml",
    "registers/slas.yaml",
    "history.yaml",
    "plan/commitments.yaml",
)


def fuzz(folder: Path) -> None:
    """Let the first byte choose a file and the rest be its content."""

    def once(data: bytes) -> None:
        file = folder / FILES[data[0] % len(FILES) if data else 0]
        kept = file.read_bytes()
        file.write_bytes(data[1:])
        try:
            load(folder, date(2026, 11, 22))
        except Unreadable as refused:
            refused.text("id")
        finally:
            file.write_bytes(kept)

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        home, corpus = Path(name) / "plan", Path(name) / "corpus"
        for each in ("organisation.yaml", "plan/00-identity.yaml", *FILES):
            (home / each).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(EXAMPLE / each, home / each)
        corpus.mkdir()
        for number, each in enumerate(FILES):
            (corpus / str(number)).write_bytes(bytes([number]) + (home / each).read_bytes()[:4000])
            (home / each).write_text("")
        sys.argv.append(str(corpus))
        fuzz(home)
