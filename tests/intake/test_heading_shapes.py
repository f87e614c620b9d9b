"""What makes a line a heading: its number, weight, size and place; and the many short lines that are none."""

from __future__ import annotations

import pytest

from opensmp.intake.headings import outline_of
from opensmp.intake.headings.numbers import number_of
from opensmp.intake.source import Block, Cell, Paragraph, Source, Table

pytestmark = pytest.mark.requirement("R01")
PROSE = "The service management system covers every service that the bank offers to its customers in Indonesia."
Seen = list[tuple[int, str]]


def outline(*lines: Paragraph | Table | str) -> Seen:
    """Return level and title of each heading; ``~`` stands for a paragraph of prose."""
    blocks: list[Block] = []
    for at, line in enumerate(lines, 1):
        made = Paragraph(at, PROSE if line == "~" else line) if isinstance(line, str) else line
        blocks.append(made)
    return [(each.level, each.title) for each in outline_of(Source("a.docx", "docx", tuple(blocks))).headings]


def bold(text: str, **look: object) -> Paragraph:
    return Paragraph(0, text, **{"bold": True, **look})  # type: ignore[arg-type]  # the looks of a paragraph by name


# Numbers -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("1 Scope", "decimal 1", "1", "Scope"),
        ("1. Scope", "decimal 1", "1", "Scope"),
        ("1.0 Scope", "decimal 1", "1.0", "Scope"),
        ("2.3 Sites", "decimal 2", "2.3", "Sites"),
        ("2.3.1. Jakarta", "decimal 3", "2.3.1", "Jakarta"),
        ("2) Roles", "decimal 1", "2", "Roles"),
        ("BAB IV SUMBER DAYA", "part", "BAB IV", "SUMBER DAYA"),
        ("Bab 4: Sumber Daya", "part", "Bab 4", "Sumber Daya"),
        ("Chapter 3 – Roles", "part", "Chapter 3", "Roles"),
        ("Section 2. Objectives", "part", "Section 2", "Objectives"),
        ("Lampiran A – Daftar layanan", "annex", "Lampiran A", "Daftar layanan"),
        ("Annex B Forms", "annex", "Annex B", "Forms"),
        ("IV. Resources", "roman", "IV", "Resources"),
        ("C. Sites", "letter", "C", "Sites"),
    ],
)
def test_a_number_before_a_title_is_told_from_the_title(text: str, kind: str, number: str, title: str) -> None:
    found, rest = number_of(text)
    assert found is not None
    assert (found.kind, found.text, rest) == (kind, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "24 hours a day",
        "3 % of changes",
        "Scope",
        "2027",
        "I agree with it",
        "12 May 2026",
        "99.9 % available",
        "4 jam kerja",
    ],
)
def test_numbers_that_count_something_are_no_numbers_of_headings(text: str) -> None:
    found, rest = number_of(text)
    assert rest == text
    assert found is None


def test_a_number_that_word_makes_wins_over_what_the_text_begins_with() -> None:
    found, title = number_of("2027 budget", "4.1")
    assert found is not None
    assert (found.kind, title) == ("decimal 2", "2027 budget")


# Shapes --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "made",
    [
        [bold("1. Scope"), bold("1.1 Sites"), bold("2. Roles")],
        [bold("BAB I RUANG LINGKUP"), bold("A. Lokasi"), bold("BAB II PERAN")],
        [bold("I. Scope"), bold("A. Sites"), bold("II. Roles")],
        [bold("Chapter 1: Scope"), bold("1.1 Sites"), bold("Chapter 2: Roles")],
        [bold("Scope", label="1."), bold("Sites", label="1.1"), bold("Roles", label="2.")],
        [bold("SCOPE", label="I."), bold("Sites", label="A."), bold("ROLES", label="II.")],
        [bold("Scope", label="BAB I"), bold("Sites", label="1.1"), bold("Roles", label="BAB II")],
        [bold("Scope", size=18.0), bold("Sites", size=14.0), bold("Roles", size=18.0)],
        [Paragraph(0, "1 SCOPE"), Paragraph(0, "1.1 Sites"), Paragraph(0, "2 ROLES")],
        [Paragraph(0, "Scope", level=1), Paragraph(0, "Sites", level=2), Paragraph(0, "Roles", level=1)],
        [Paragraph(0, "Scope", level=3), Paragraph(0, "Sites", level=4), Paragraph(0, "Roles", level=3)],
        [bold("1.0 Scope"), bold("1.1 Sites"), bold("2.0 Roles")],
    ],
    ids=[
        "bold numbers", "bab and letters", "roman and letters", "chapters", "automatic", "automatic roman", "automatic bab", "sizes",
        "plain numbers", "styles", "styles that begin at three", "a zero behind the chapter",
    ],
)  # fmt: skip
def test_headings_nest_whatever_their_shape(made: list[Paragraph]) -> None:
    first, second, third = made
    filled = outline("~", first, "~", second, "~", third, "~")
    assert [level for level, _title in filled] == [1, 2, 1]
    assert [title.title() for _level, title in filled] in (
        ["Scope", "Sites", "Roles"], ["Ruang Lingkup", "Lokasi", "Peran"],
    )  # fmt: skip


def test_a_chapter_closes_everything_that_was_open_below_the_one_before() -> None:
    found = outline(
        bold("BAB I UMUM"),
        "~",
        bold("1.1 Dasar"),
        "~",
        bold("1.1.1 Hukum"),
        "~",
        bold("BAB II PERAN"),
        "~",
        bold("2.1 Direksi"),
        "~",
    )
    assert found == [(1, "UMUM"), (2, "Dasar"), (3, "Hukum"), (1, "PERAN"), (2, "Direksi")]


def test_an_annex_stands_beside_the_chapters_and_not_below_the_last() -> None:
    found = outline(
        bold("1. Scope"),
        "~",
        bold("2. Roles"),
        "~",
        bold("2.1 Owner"),
        "~",
        bold("Annex A Forms"),
        "~",
        bold("Annex B Lists"),
        "~",
    )
    assert [level for level, _title in found] == [1, 1, 2, 1, 1]


def test_a_letter_i_after_h_is_a_letter_and_no_roman_one() -> None:
    lines = [part for letter in "FGHIJ" for part in (bold(f"{letter}. Part {letter}"), "~")]
    assert {level for level, _title in outline(bold("1. Scope"), "~", *lines)} == {1, 2}


def test_a_level_that_styles_leap_over_is_kept_as_it_is_declared() -> None:
    assert outline(Paragraph(1, "Scope", level=1), "~", Paragraph(2, "Deep", level=3), "~", Paragraph(3, "Roles", level=1), "~") == [
        (1, "Scope"), (3, "Deep"), (1, "Roles"),
    ]  # fmt: skip


# What is no heading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        Paragraph(0, "1. Scope\t3", contents=True),
        Paragraph(0, "1. Scope", style="toc 1", bold=True),
        bold("1. Scope ............ 3"),
        bold("1. Scope\t3"),
        Paragraph(0, "Table 3 Services", style="caption", bold=True),
        bold("Table 3 Services in scope"),
        bold("Gambar 2 Struktur organisasi"),
        bold("This is said so that everybody knows it."),
        bold("Watch out!"),
        bold("Who pays?"),
        bold("____________"),
        bold("Name: ____________"),
        bold("12.500.000"),
        bold("first, second and", bullet=True, depth=0),
        bold("Two lines\nin one paragraph"),
        bold("words " * 20),
        bold("Jakarta     Bandung"),
        Paragraph(0, "A short line without any mark"),
        Paragraph(0, "1. Log the incident", depth=0, label="1."),
        Paragraph(0, ""),
    ],
    ids=lambda line: line.text[:30] or "empty",
)
def test_a_line_that_only_looks_short_is_no_heading(line: Paragraph) -> None:
    found = outline(bold("1. Intro"), "~", line, "~", bold("2. Roles"), "~", bold("3. Review"), "~")
    assert found == [(1, "Intro"), (1, "Roles"), (1, "Review")]


def test_steps_that_follow_one_another_are_a_list_and_a_bold_number_among_them_is_a_heading() -> None:
    steps = [Paragraph(0, f"{n}. Do step {n}") for n in range(1, 5)]
    assert outline(bold("1. Scope"), "~", *steps, bold("2. Roles"), "~", bold("3. Review"), "~") == [
        (1, "Scope"), (1, "Roles"), (1, "Review"),
    ]  # fmt: skip


def test_names_under_lines_for_signatures_are_no_headings() -> None:
    found = outline(
        bold("1. Scope"),
        "~",
        bold("2. Approval"),
        "____________________",
        bold("BAMBANG HARTONO"),
        bold("3. Review"),
        "~",
    )
    assert found == [(1, "Scope"), (1, "Approval"), (1, "Review")]


def test_the_lines_of_a_cover_are_no_headings_and_its_title_is_known() -> None:
    lines = [
        bold("PT Maju Jaya", size=20.0),
        bold("Service Management Plan", size=28.0),
        bold("Version 1.0", size=14.0),
    ]
    numbered = [bold("1. Scope"), "~", bold("2. Roles"), "~", bold("3. Review"), "~"]
    found = outline_of(Source("a.docx", "docx", tuple(
        Paragraph(at, PROSE) if line == "~" else line for at, line in enumerate([*lines, *numbered], 1) if not isinstance(line, str) or line
    )))  # type: ignore[arg-type]  # "~" is replaced  # fmt: skip
    assert found.title == "Service Management Plan"
    assert [each.title for each in found.headings] == ["Scope", "Roles", "Review"]
    assert found.cover == 3


def test_a_table_between_headings_leaves_them_headings() -> None:
    table = Table(1, 2, ((Cell("Service"), Cell("Owner")), (Cell("Email"), Cell("Budi"))))
    assert outline(bold("1. Scope"), table, bold("2. Roles"), table, bold("3. Review"), "~") == [
        (1, "Scope"),
        (1, "Roles"),
        (1, "Review"),
    ]


# How sure, and where a heading stands ------------------------------------------------------------------------------------------


def test_a_style_is_surer_than_a_number_and_a_number_surer_than_a_look() -> None:
    styled = outline_of(
        Source("a.docx", "docx", (Paragraph(1, "A", level=1), Paragraph(2, "B", level=1), Paragraph(3, "C", level=1)))
    )
    numbered = outline_of(
        Source(
            "a.docx",
            "docx",
            (
                bold("1. Aa"),
                Paragraph(1, PROSE),
                bold("2. Bb"),
                Paragraph(2, PROSE),
                bold("3. Cc"),
                Paragraph(3, PROSE),
            ),
        )
    )
    looks = outline_of(
        Source(
            "a.docx", "docx", (bold("Aa", size=18.0), Paragraph(1, PROSE), bold("Bb", size=18.0), Paragraph(2, PROSE))
        )
    )
    assert styled.headings[0].confidence > numbered.headings[0].confidence > looks.headings[0].confidence > 0


def test_the_path_of_a_heading_names_everything_above_it() -> None:
    found = outline_of(
        Source(
            "a.md", "md",
            tuple(Paragraph(n, f"T{n}", level=level) for n, level in enumerate((1, 2, 3, 2, 1, 2), 1)),
        )
    )  # fmt: skip
    assert [found.path(at) for at in range(6)] == [
        ("T1",), ("T1", "T2"), ("T1", "T2", "T3"), ("T1", "T4"), ("T5",), ("T5", "T6"),
    ]  # fmt: skip
