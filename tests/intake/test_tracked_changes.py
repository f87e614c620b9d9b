"""Every kind of tracked change is either accepted or rejected, is counted, and is named with its author; no letter of it is lost."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tests.intake.hostile.packages import made
from tests.intake.sketches import read_here

from opensmp.intake.source import Source, Table, letters_read

pytestmark = pytest.mark.requirement("R01")
BY = 'w:id="9" w:author="Gita" w:date="2026-11-01T09:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inside}</w:p>"


def row(*texts: str, properties: str = "") -> str:
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in texts)
    return f"<w:tr>{properties}{cells}</w:tr>"


class Case(NamedTuple):
    """A tracked change: its XML, what stands there accepted and rejected, the kinds that are named, and how many changes it is."""

    xml: str
    accepted: list[str]
    rejected: list[str]
    kinds: set[str]
    count: int = 1


MARK = "<w:pPr><w:rPr><w:{kind} " + BY + "/></w:rPr></w:pPr>"
CASES = {
    "an insertion": Case(paragraph(run("Scope") + f"<w:ins {BY}>{run(' of all')}</w:ins>"), ["Scope of all"], ["Scope"], {"insertion"}),
    "a deletion": Case(paragraph(run("Scope") + f"<w:del {BY}>{gone(' of all')}</w:del>"), ["Scope"], ["Scope of all"], {"deletion"}),
    "a word replaced": Case(
        paragraph(run("In ") + f"<w:del {BY}>{gone('four')}</w:del><w:ins {BY}>{run('two')}</w:ins>" + run(" hours")),
        ["In two hours"], ["In four hours"], {"insertion", "deletion"}, 2,
    ),
    "a move": Case(
        paragraph(run("First. ") + f"<w:moveFrom {BY}>{run('Moved.')}</w:moveFrom>")
        + paragraph(run("Second. ") + f"<w:moveTo {BY}>{run('Moved.')}</w:moveTo>"),
        ["First.", "Second. Moved."], ["First. Moved.", "Second."], {"move"}, 2,
    ),
    "a deletion inside an insertion": Case(
        paragraph(run("Scope") + f"<w:ins {BY}>{run(' of')}<w:del {BY}>{gone(' none')}</w:del></w:ins>"),
        ["Scope of"], ["Scope"], {"insertion"}, 2,
    ),
    "a deleted end of a paragraph": Case(
        paragraph(run("One "), MARK.format(kind="del")) + paragraph(run("line")), ["One line"], ["One", "line"], {"deletion"},
    ),
    "an inserted end of a paragraph": Case(
        paragraph(run("One "), MARK.format(kind="ins")) + paragraph(run("line")), ["One", "line"], ["One line"], {"insertion"},
    ),
    "an inserted row": Case(
        f"<w:tbl>{row('a', 'b')}{row('c', 'd', properties=f'<w:trPr><w:ins {BY}/></w:trPr>')}</w:tbl>",
        ["a|b", "c|d"], ["a|b"], {"insertion"},
    ),
    "a deleted row": Case(
        f"<w:tbl>{row('a', 'b')}{row('c', 'd', properties=f'<w:trPr><w:del {BY}/></w:trPr>')}</w:tbl>",
        ["a|b"], ["a|b", "c|d"], {"deletion"},
    ),
    "a deleted cell": Case(
        "<w:tbl>" + row("a", "b") + f"<w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>" + paragraph(run("gone")) + "</w:tc><w:tc>"
        + paragraph(run("d")) + "</w:tc></w:tr></w:tbl>", ["a|b", "d"], ["a|b", "gone|d"], {"deletion"},
    ),
    "an inserted cell": Case(
        "<w:tbl>" + row("a", "b") + f"<w:tr><w:tc><w:tcPr><w:cellIns {BY}/></w:tcPr>" + paragraph(run("new")) + "</w:tc><w:tc>"
        + paragraph(run("d")) + "</w:tc></w:tr></w:tbl>", ["a|b", "new|d"], ["a|b", "d"], {"insertion"},
    ),
    "an insertion in a cell": Case(
        "<w:tbl><w:tr><w:tc>" + paragraph(run("4") + f"<w:ins {BY}>" + run(" h") + "</w:ins>") + "</w:tc><w:tc>"
        + paragraph(run("b")) + "</w:tc></w:tr>" + row("c", "d") + "</w:tbl>",
        ["4 h|b", "c|d"], ["4|b", "c|d"], {"insertion"},
    ),
    "an insertion inside a link": Case(
        paragraph(run("See ") + f"<w:hyperlink><w:ins {BY}>{run('SOP-1')}</w:ins></w:hyperlink>"), ["See SOP-1"], ["See"], {"insertion"},
    ),
    "an insertion inside a content control": Case(
        paragraph(f"<w:sdt><w:sdtContent>{run('Owner: ')}<w:ins {BY}>{run('Ratna')}</w:ins></w:sdtContent></w:sdt>"),
        ["Owner: Ratna"], ["Owner:"], {"insertion", "content control"},
    ),
    "a change of format": Case(
        paragraph(f'<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>Bold</w:t></w:r>'),
        ["Bold"], ["Bold"], {"format change"}, 0,
    ),
}  # fmt: skip


def of(case: Case, changes: str) -> Source:
    return read_here(made(inside=case.xml), changes)


def lines(source: Source) -> list[str]:
    found: list[str] = []
    for block in source.blocks:
        texts = (
            ["|".join(cell.text for cell in each) for each in block.rows] if isinstance(block, Table) else [block.text]
        )
        found += [text for text in texts if text]
    return found


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_a_tracked_change_is_what_was_chosen_and_no_letter_of_it_is_lost(changes: str, case: Case) -> None:
    source = of(case, changes)
    assert lines(source) == (case.accepted if changes == "accept" else case.rejected)
    assert case.kinds <= {mark.kind for mark in source.marks}
    assert letters_read(source) == source.letters
    assert source.unresolved == 0


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_change_that_nobody_chose_for_is_counted_so_that_the_reading_stops(case: Case) -> None:
    source = of(case, "")
    assert source.unresolved == case.count
    assert lines(source) == case.accepted


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.count])
def test_a_change_is_named_with_its_author_and_its_day(name: str) -> None:
    source = of(CASES[name], "accept")
    changed = [mark for mark in source.marks if mark.kind in {"insertion", "deletion", "move"}]
    assert {(mark.author, mark.date) for mark in changed} == {("Gita", "2026-11-01")}
    assert all(mark.text for mark in changed)


@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_only_what_was_taken_away_counts_as_reported_letters(changes: str) -> None:
    source = of(CASES["a word replaced"], changes)
    dropped = {mark.kind: mark.letters for mark in source.marks if mark.letters}
    assert dropped == ({"deletion": 4} if changes == "accept" else {"insertion": 3})
