"""What a table is about: its header, the register or list of the plan that it fills, and what each column means."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from opensmp.intake.placing import Home, weight_of
from opensmp.intake.source import Cell, Table
from opensmp.intake.vocabulary import columns_of, folded, labels
from opensmp.plan.raci import read_cell

KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "Service": (("name", "id"), "portfolio scope.services"), "Sla": (("services", "targets", "id"), "portfolio.slas"),
    "Customer": (("name",), "portfolio.customers scope.customers"), "CustomerContract": (("customer",), "portfolio.contracts"),
    "Supplier": (("name",), "suppliers suppliers.suppliers"), "SupplierContract": (("supplier",), "suppliers.contracts"),
    "Document": (("title",), "review.documents"), "ItemClass": (("name",), "portfolio.configuration"),
    "Audit": (("title", "planned"), "assurance.programme assurance.programme.audits"),
    "ManagementReview": (("planned", "performed"), "assurance.management_review assurance.management_review.reviews"),
    "ImprovementItem": (("title",), "improvement improvement.initiatives"), "Exclusion": (("subject",), "scope.exclusions"),
    "Issue": (("text",), "scope.context"), "InterestedParty": (("name",), "scope.parties"), "Risk": (("text",), "scope.risks"),
    "Limitation": (("text",), "scope.limitations"), "Obligation": (("instrument",), "scope.obligations"),
    "Objective": (("statement",), "objectives objectives.objectives"), "PastObjective": (("statement",), "objectives.past"),
    "Role": (("title",), "roles roles.roles"), "PeopleLine": (("purpose",), "resources.people"),
    "Technology": (("name",), "resources.technology"), "Information": (("name",), "resources.information"),
    "BudgetLine": (("purpose",), "resources.budget"), "Training": (("title",), "resources.training"),
    "Practice": (("id",), "practices"), "OtherParty": (("name",), "suppliers.others"),
    "ServiceReport": (("title",), "assurance.reporting"), "Activity": (("title",), "assurance.timeline"),
    "Trigger": (("kind",), "review.triggers"), "CadenceStep": (("cadence",), "review.cadence"),
    "Deviation": (("commitment",), "review.deviations"), "Commitment": (("sentence",), "commitments practices"),
    "Claim": (("sentence",), "commitments practices"), "Unit": (("name",), "organisation.units scope.units"),
    "Site": (("name",), "scope.sites organisation.units"), "Office": (("title",), "organisation.people"),
    "Person": (("name",), "organisation.people"), "Version": (("number",), "identity.versions identity"),
    "PlanReview": (("on",), "identity.reviews"), "Change": (("what",), "history.changes"),
}  # fmt: skip
"""What tables can be: the columns of which one must be there, and the headings below which such a table is expected."""

PAIRS = ("Identity", "Organisation")
"""Tables of two columns, label and value."""
OTHER_KINDS = ("Duty", *PAIRS)
"""What tables can be besides :data:`KINDS`: the RACI matrix, and pairs."""
_LONGEST_HEADER = 60
_LEAST = 1.0
_EXPECTED = 0.8
_TITLED = 0.7
_RACI = 0.6
_WORD = r"(?:responsible|accountable|consulted|informed)"
_LETTERS = re.compile(
    r"[RACI](?:\s*[/,&+]?\s*[RACI]){0,3}\s*[*†0-9]?(?:\s*[(:–—-]\s*\D.{0,40})?"
    rf"|{_WORD}(?:\s*(?:[/,&+]|\band\b|\bdan\b)\s*{_WORD}){{0,3}}",
    re.I,
)
_NO_LETTER = frozenset({"", "-", "–", "—"})
_PARTIAL = 0.6
_NEARLY = 0.9
_HALF = 0.5
_LEAST_COVER = 0.4


@dataclass(frozen=True)
class Grid:
    """A table with its header apart: ``rows`` are the numbers of the rows (from 1) with their cells; ``groups`` titles of parts of it."""

    table: Table
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    caption: str = ""
    groups: Mapping[int, str] | None = None


@dataclass(frozen=True)
class Meaning:
    """What a table is: ``kind`` of :data:`KINDS`, ``Duty`` or one of :data:`PAIRS`; the field of each column by its place."""

    kind: str
    columns: Mapping[int, str]
    confidence: float

    def cells(self, row: Sequence[Cell]) -> dict[str, str]:
        """Return the texts of a row by field; two columns of one field are joined."""
        found: dict[str, str] = {}
        for place, field in self.columns.items():
            if place < len(row) and row[place].text.strip():
                found[field] = (
                    f"{found[field]}\n{row[place].text.strip()}" if field in found else row[place].text.strip()
                )
        return found


def grid_of(table: Table) -> Grid:
    """Find the header of a table: below titles that span it, one row or two where headings are merged."""
    rows = list(enumerate(table.rows, 1))
    caption = ""
    while len(rows) > 1 and _spans(rows[0][1]):
        caption = f"{caption} {rows[0][1][0].text}".strip()
        rows.pop(0)
    header: tuple[str, ...] = ()
    if rows and _is_header(rows[0][1], table.headers > 0):
        _number, first = rows.pop(0)
        header = tuple(cell.text for cell in first)
        if rows and any(not cell.origin for cell in first) and _goes_on(first, rows[0][1]):
            _number, second = rows.pop(0)
            header = tuple(
                _joined(above, below) for above, below in zip(first, (*second, *first[len(second) :]), strict=False)
            )
    groups, kept = _grouped(rows)
    return Grid(table, tuple(" ".join(words.split()) for words in header), kept, caption, groups)


def _spans(row: Sequence[Cell]) -> bool:
    """Whether one text spans a row: a title above the table, or of a part of it."""
    return len(row) > 1 and bool(row[0].text) and all(not cell.origin for cell in row[1:])


def _is_header(row: Sequence[Cell], repeated: bool) -> bool:
    texts = [cell.text for cell in row if cell.origin]
    filled = [text for text in texts if text.strip()]
    short = all(len(text) <= _LONGEST_HEADER for text in filled)
    return bool(filled) and short and (repeated or len(filled) * 3 >= len(texts) * 2 or len(filled) > 2)


def _goes_on(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether the second row divides the merged headings of the first."""
    below = [cell.text for cell in second if cell.origin]
    return (
        len(second) == len(first)
        and all(len(text) <= _LONGEST_HEADER for text in below)
        and any(not cell.origin for cell in second)
    )


def _joined(above: Cell, below: Cell) -> str:
    return above.text if above.text == below.text or not below.text else f"{above.text} {below.text}".strip()


def _grouped(
    rows: list[tuple[int, tuple[Cell, ...]]],
) -> tuple[dict[int, str], tuple[tuple[int, tuple[Cell, ...]], ...]]:
    groups: dict[int, str] = {}
    kept = []
    title = ""
    for number, row in rows:
        if _spans(row):
            title = row[0].text
        elif any(cell.text.strip() for cell in row):
            kept.append((number, row))
            if title:
                groups[number] = title
    return groups, tuple(kept)


def meaning_of(grid: Grid, home: Home, titles: Sequence[str] = ()) -> Meaning | None:
    """Return what a table is about, judged by its columns, the heading above it and what it is called; None for what no plan knows."""
    if _is_raci(grid):
        return _raci(grid)
    words = [folded(title) for title in (*titles, grid.caption) if title]
    pairs = _pairs(grid, home, words)
    if pairs is not None:
        return pairs
    found = [each for kind in KINDS if (each := _tried(kind, grid, home, words))]
    if not found:
        return None
    _score, meaning = max(found, key=lambda each: each[0])
    return meaning


def meaning_as(grid: Grid, kind: str) -> Meaning:
    """Return what the columns of a table mean where a person says what it is."""
    if kind == "Duty":
        return _raci(grid)
    if kind in PAIRS:
        return Meaning(kind, {}, 1.0)
    fields = _matched(kind, tuple(folded(text) or text.strip() for text in grid.header))
    return Meaning(kind, {place: name for place, (name, _fit_of) in fields.items()}, 1.0)


def _tried(kind: str, grid: Grid, home: Home, words: Sequence[str]) -> tuple[float, Meaning] | None:
    columns = columns_of(kind)
    fields = _matched(kind, tuple(folded(text) or text.strip() for text in grid.header))
    if not fields:
        return None
    keys, expected = KINDS[kind]
    named = {field for field, _match in fields.values()}
    cover = len(fields) / max(1, sum(1 for text in grid.header if text.strip()))
    score = sum(match * _weight(phrase, columns[field].folded) for phrase, (field, match) in _phrases(grid, fields))
    bonus = _bonus(kind, expected.split(), home, words)
    alone = len(fields) < 2 and bonus < _TITLED
    if alone or not named.intersection(keys) or cover < _LEAST_COVER or score + bonus < _LEAST:
        return None
    confidence = min(0.97, 0.35 + 0.4 * cover + 0.15 * min(1.0, score / 3) + 0.1 * min(1.0, bonus))
    return score * (0.5 + cover / 2) + bonus, Meaning(
        kind, {place: field for place, (field, _m) in fields.items()}, round(confidence, 2)
    )


def _phrases(grid: Grid, fields: Mapping[int, tuple[str, float]]) -> Iterator[tuple[str, tuple[str, float]]]:
    return ((folded(grid.header[place]), found) for place, found in fields.items())


def _bonus(kind: str, expected: Sequence[str], home: Home, words: Sequence[str]) -> float:
    """Return what the place says: a table of suppliers is likely below a heading about suppliers."""
    bonus = 0.0
    if home.address in expected:
        bonus += _EXPECTED if home.address == expected[-1] or len(expected) == 1 else _EXPECTED * 0.75
    elif any(home.section == place.partition(".")[0] for place in expected):
        bonus += _EXPECTED / 4
    names = labels()[kind].folded
    exact, inside = (
        any(word in names for word in words),
        any(f" {name} " in f" {word} " for word in words for name in names),
    )
    return bonus + (_TITLED if exact else _TITLED / 2 if inside else 0.0)


def _matched(kind: str, header: Sequence[str]) -> dict[int, tuple[str, float]]:
    """Return the field and the fit of each column, whole words before parts of words, each field once."""
    columns = columns_of(kind)
    options = []
    for place, words in enumerate(header):
        for order, (field, label) in enumerate(columns.items()):
            fit = _fit(words, label.folded)
            if fit:
                options.append((-fit, order, place, field))
    found: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for negative, _order, place, field in sorted(options):
        if place not in found and field not in taken:
            found[place] = field, -negative
            taken.add(field)
    return found


def is_header(row: Sequence[str]) -> bool:
    """Whether a row of texts is made of names of columns: two at least, and most of its cells."""
    filled = [text for text in row if text]
    known = sum(1 for text in filled if folded(text) in _frequency())
    return known >= 2 and known * 5 >= len(filled) * 3 and len({folded(text) for text in filled}) == len(filled)


def _fit(words: str, phrases: Sequence[str]) -> float:
    if not words:
        return 0.0
    if words in phrases:
        return 1.0 - 0.02 * phrases.index(words)
    padded = f" {words} "
    inside = [weight_of(phrase) for phrase in phrases if len(phrase) > 2 and f" {phrase} " in padded]
    share = max(inside, default=0) / weight_of(words)
    return _PARTIAL * share if share >= _HALF else 0.0


@cache
def _frequency() -> Mapping[str, int]:
    """Count in how many tables a phrase names a column: *owner* says little, *reports to* much."""
    return Counter(phrase for key in KINDS for label in columns_of(key).values() for phrase in set(label.folded))


def _weight(words: str, phrases: Sequence[str]) -> float:
    known = words if words in phrases else next((phrase for phrase in phrases if f" {phrase} " in f" {words} "), "")
    return max(0.15, math.pow(_frequency().get(known, 4), -0.6))


# Label and value --------------------------------------------------------------------------------------------------------


def _pairs(grid: Grid, home: Home, words: Sequence[str]) -> Meaning | None:
    """Recognise a table of labels and values, such as document control."""
    rows = [row for row in grid.table.rows if len(row) >= 2]
    if not rows or grid.table.width > 4 or grid.table.width == 3:
        return None
    best = ("", 0)
    for kind in PAIRS:
        known = {phrase for label in columns_of(kind).values() for phrase in label.folded}
        if all(folded(cell.text) in known for cell in rows[0]):
            continue
        hits = sum(folded(row[place].text) in known for row in rows for place in range(0, len(row) - 1, 2))
        best = max(best, (kind, hits), key=lambda each: each[1])
    kind, hits = best
    lines = sum(1 for row in rows for place in range(0, len(row) - 1, 2) if row[place].text.strip())
    near = home.section in {"identity", "organisation", ""} or any(
        word in labels()[kind].folded for word in words if kind
    )
    if hits >= 2 and hits * (2 if near else 1.5) >= lines:
        return Meaning(kind, {}, round(min(0.97, 0.5 + hits / lines / 2), 2))
    return None


def pairs_of(table: Table) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the row, the label and the value of a table of pairs."""
    for number, row in enumerate(table.rows, 1):
        for place in range(0, len(row) - 1, 2):
            if row[place].text.strip():
                yield number, row[place].text.strip(" :"), row[place + 1].text.strip()


# RACI -------------------------------------------------------------------------------------------------------------------


def _is_raci(grid: Grid) -> bool:
    """Whether at least two columns hold hardly anything but the letters R, A, C and I."""
    if len(grid.header) < 3 or not grid.rows:
        return False
    columns = [at for at in range(1, len(grid.header)) if _letters_in(grid, at)]
    return len(columns) >= 2 and sum(_letters_in(grid, at) for at in columns) >= len(grid.rows)


def _letters_in(grid: Grid, at: int) -> int:
    """Count the cells of a column that hold RACI letters; none where other words are usual in it."""
    filled = _filled(grid, at)
    found = sum(1 for text in filled if _LETTERS.fullmatch(text) and read_cell(text).letters)
    return found if found >= _RACI * len(filled) else 0


def _filled(grid: Grid, at: int) -> list[str]:
    """Return the texts of a column but those that say that there is nothing."""
    texts = (row[at].text.strip() for _number, row in grid.rows if at < len(row))
    return [text for text in texts if text not in _NO_LETTER]


def _raci(grid: Grid) -> Meaning:
    """Say which columns are roles: those whose cells are letters; the others are the activity and its group."""
    columns: dict[int, str] = {}
    known = _matched("Duty", tuple(folded(text) for text in grid.header))
    for place, title in enumerate(grid.header):
        cells = _filled(grid, place)
        letters = _letters_in(grid, place)
        field, fit = known.get(place, ("", 0.0))
        if field and (fit > _NEARLY or letters * 2 <= len(cells)):
            columns[place] = field
        elif cells and letters * 2 > len(cells):
            columns[place] = f"cells:{title}"
        elif cells and "activity" not in columns.values():
            columns[place] = "activity"
    return Meaning("Duty", columns, 0.95)
