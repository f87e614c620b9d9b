"""Folders for tests: a sound little plan, and whatever is put in the place of its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from opensmp.dossier import Dossier
from opensmp.exchange import Problem, Unreadable, load

TODAY = date(2026, 11, 22)

SOUND = {
    "organisation.yaml": """\
id: bank
name: Bank Uji (fictional)
units:
  - {id: it, name: IT}
  - {id: ops, name: Operations, parent: it}
offices:
  - {id: cio, title: Chief Information Officer, top_management: true}
  - {id: smo, title: Head of service management, reports_to: cio}
people:
  - id: ratna
    name: Ratna Dewi
    offices:
      - {office: smo, since: 2024-01-01}
  - {id: maya, name: Maya Sari}
""",
    "plan/00-identity.yaml": "title: Plan\nversion: 2.0\nowner: ratna\n",
    "plan/02-objectives.yaml": """\
objectives:
  - id: SMO-1
    statement: Resolve 95 % of incidents within their SLA each month.
    kind: maintain at least
    target: 95
    owner: ratna
    services: [S-01]
""",
    "registers/services.yaml": "- id: S-01\n  name: Payments\n  owner: ratna\n\n- id: S-02\n  name: Cards\n",
}


def folder(place: Path, **files: str | bytes | None) -> Path:
    """Write the sound plan with some files replaced (``plan__05_practices`` is no name, so pass a mapping with ``**``)."""
    for name, text in {**SOUND, **files}.items():
        if text is not None:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def read(place: Path, **files: str | bytes | None) -> Dossier:
    """Load the sound plan with some files replaced."""
    return load(folder(place, **files), TODAY)


def problems(place: Path, **files: str | bytes | None) -> tuple[Problem, ...]:
    """Return what is wrong with the sound plan after some files were replaced."""
    folder(place, **files)
    with pytest.raises(Unreadable) as refused:
        load(place, TODAY)
    return refused.value.problems


def only(place: Path, **files: str | bytes | None) -> Problem:
    """Return the one problem."""
    found = problems(place, **files)
    assert len(found) == 1, [problem.text("en") for problem in found]
    return found[0]
