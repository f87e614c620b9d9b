"""Headings are found and nest rightly, whether a document has heading styles or, as most, none."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import docx
import pytest
from tests.intake.documents import HABITS, habitual, plain

from opensmp.dossier import Dossier
from opensmp.intake.headings import Outline, outline_of
from opensmp.intake.home.outline import outline_of_plan
from opensmp.intake.reading import read

OUTLINES = sorted((Path(__file__).parent / "outlines").glob("*.txt"))
DATA = os.environ.get("OPENSMP_TEST_DATA", "")
LEAST = 0.95
SHORT = {("bold numbers", "en"), ("sizes", "id")}
"""The habits of the fast lane; the others run in `make test`."""
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


@pytest.mark.requirement("R01")
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


@pytest.mark.requirement("R01")
@pytest.mark.parametrize(
    ("habit", "language"),
    [
        pytest.param(habit, language, marks=() if (habit, language) in SHORT else pytest.mark.thorough)
        for habit in HABITS
        for language in ("en", "id")
    ],
)
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


def outline_from(tmp_path: Path, *lines: str) -> list[tuple[int, str]]:
    """Write lines, headings marked with # in bold, and return the outline that is found."""
    document = docx.Document()
    for line in lines:
        plain(document, line.removeprefix("# "), bold=line.startswith("# "))
        if line == PROSE:
            document.add_paragraph()
    document.save(str(tmp_path / "a.docx"))
    return [(heading.level, heading.title) for heading in outline_of(read(tmp_path / "a.docx")).headings]


PROSE = "The service management system covers every service that the bank offers to its customers in Indonesia."


def test_a_chapter_number_on_a_line_of_its_own_belongs_to_the_title_below_it(tmp_path: Path) -> None:
    lines = (
        "# BAB I",
        "# RUANG LINGKUP",
        PROSE,
        "# 1.1 Layanan",
        PROSE,
        "# BAB II",
        "# SASARAN",
        PROSE,
        "# 2.1 Umum",
        PROSE,
    )
    assert outline_from(tmp_path, *lines) == [(1, "RUANG LINGKUP"), (2, "Layanan"), (1, "SASARAN"), (2, "Umum")]


def test_a_chapter_number_with_a_zero_is_a_chapter(tmp_path: Path) -> None:
    lines = ("# 1.0 Scope", PROSE, "# 1.1 Services", PROSE, "# 2.0 Roles", PROSE)
    assert outline_from(tmp_path, *lines) == [(1, "Scope"), (2, "Services"), (1, "Roles")]


def test_a_name_under_a_line_for_a_signature_is_no_heading(tmp_path: Path) -> None:
    lines = (
        "# 1. Scope",
        PROSE,
        "# 2. Roles",
        PROSE,
        "# 3. Approval",
        "Jakarta, 12 March 2027",
        "____________",
        "# Bambang Hartono",
        "President Director",
    )
    assert outline_from(tmp_path, *lines) == [(1, "Scope"), (1, "Roles"), (1, "Approval")]


def test_a_contents_table_typed_by_hand_gives_no_headings(tmp_path: Path) -> None:
    lines = (
        "Contents",
        "1. Scope ........ 3",
        "2. Roles ........ 4",
        "# 1. Scope",
        PROSE,
        "# 2. Roles",
        PROSE,
        "# 3. Review",
        PROSE,
    )
    assert outline_from(tmp_path, *lines) == [(1, "Scope"), (1, "Roles"), (1, "Review")]


def test_a_bold_sentence_and_a_bold_word_inside_a_paragraph_are_no_headings(tmp_path: Path) -> None:
    lines = (
        "# 1. Scope",
        PROSE,
        "# This sentence is important and ends with a full stop.",
        "# 2. Roles",
        PROSE,
        "# 3. Review",
        PROSE,
    )
    assert outline_from(tmp_path, *lines) == [(1, "Scope"), (1, "Roles"), (1, "Review")]
