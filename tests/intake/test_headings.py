"""Headings are found and nest rightly, whether a document has heading styles or, as most, none."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from tests.intake.documents import HABITS, habitual

from opensmp.dossier import Dossier
from opensmp.intake.headings import Outline, outline_of
from opensmp.intake.home.outline import outline_of_plan
from opensmp.intake.reading import read

OUTLINES = sorted((Path(__file__).parent / "outlines").glob("*.txt"))
DATA = os.environ.get("OPENSMP_TEST_DATA", "")
LEAST = 0.95
Seen = list[tuple[int, str]]


def seen_in(outline: Outline) -> Seen:
    return [(heading.level, heading.title.casefold()) for heading in outline.headings]


def scores(found: Seen, marked: Seen) -> tuple[float, float, float]:
    """Precision and recall of the titles, and the share of found headings whose level is right."""
    titles, wanted = Counter(title for _level, title in found), Counter(title for _level, title in marked)
    shared = sum((titles & wanted).values())
    nested = sum((Counter(found) & Counter(marked)).values())
    return shared / max(1, len(found)), shared / max(1, len(marked)), nested / max(1, shared)


def marked_by_hand(path: Path) -> Seen:
    return [(int(line[0]), line[2:].casefold()) for line in path.read_text("utf-8").splitlines() if line]


@pytest.mark.requirement("R56")
@pytest.mark.skipif(not DATA, reason="REAL DATA ABSENT: set OPENSMP_TEST_DATA to the folder of test data")
def test_headings_of_real_documents_without_styles_are_those_that_a_person_marks() -> None:
    found: Seen = []
    marked: Seen = []
    for path in OUTLINES:
        (document,) = Path(DATA, "docx").glob(f"*{path.stem}.docx")
        found += [(level, f"{path.stem} {title}") for level, title in seen_in(outline_of(read(document)))]
        marked += [(level, f"{path.stem} {title}") for level, title in marked_by_hand(path)]
    assert len(marked) > 100
    assert min(scores(found, marked)) >= LEAST


@pytest.mark.requirement("R56")
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("habit", HABITS)
def test_a_plan_of_a_hundred_headings_keeps_its_outline_whatever_the_habit(
    habit: str, language: str, bank: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "plan.docx"
    cover = ("Bank Nusantara Sejahtera", "Service Management Plan", "November 2026")
    marked = [
        (level, title.casefold())
        for level, title in habitual(outline_of_plan(bank, language), path, habit, cover=cover)
    ]
    assert len(marked) > 100
    assert min(scores(seen_in(outline_of(read(path))), marked)) >= LEAST
