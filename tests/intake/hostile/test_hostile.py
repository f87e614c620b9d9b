"""Whatever stands in a document, the answer is its text or a named refusal: soon, in little memory, and without touching anything else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.intake.hostile.documents import DOCUMENTS, Made

from opensmp.intake.reading import read
from opensmp.intake.reasons import REASONS
from opensmp.intake.source import letters_read
from opensmp.intake.understanding import understand
from opensmp.tables import UPLOAD, Unreadable

SECONDS = 10
LARGE = (
    "a bomb",
    "a liar",
    "a hundred thousand",
    "a million",
    "sixty",
    "a million rows",
    "longer than",
    "fifty thousand",
)
REFUSED = [
    pytest.param(made, id=name, marks=pytest.mark.thorough if name.startswith(LARGE) else ())
    for name, made in DOCUMENTS.items()
    if made[2]
]
READ = [
    pytest.param(made, id=name, marks=pytest.mark.thorough if name.startswith(LARGE) else ())
    for name, made in DOCUMENTS.items()
    if not made[2]
]


@pytest.mark.requirement("R01")
@pytest.mark.parametrize("made", REFUSED)
def test_a_hostile_document_is_refused_by_name_soon_and_in_little_memory(made: Made, tmp_path: Path) -> None:
    name, make, code = made
    path = tmp_path / name
    path.write_bytes(make())
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert refused.value.code == code
    assert code in REASONS
    assert time.monotonic() - begun < 2 * SECONDS
    assert refused.value.peak_memory <= UPLOAD.memory
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.requirement("R01")
@pytest.mark.parametrize("made", READ)
def test_what_cannot_do_harm_is_read_and_named(made: Made, tmp_path: Path) -> None:
    name, make, _code = made
    path = tmp_path / name
    path.write_bytes(make())
    begun = time.monotonic()
    source = read(path)
    understand(source)
    assert time.monotonic() - begun < SECONDS
    assert source.peak_memory <= UPLOAD.memory
    assert letters_read(source) == source.letters
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_what_leads_outside_is_listed_and_never_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(DOCUMENTS["a picture from the machine"][1]())
    (mark,) = [mark for mark in read(path).marks if mark.kind == "external link"]
    assert mark.text == "image: file:///etc/hostname"


def test_there_are_seventy_hostile_documents() -> None:
    assert len(DOCUMENTS) >= 70
