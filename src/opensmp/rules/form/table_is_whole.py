"""Whether the tables in the plan's texts have a heading and even rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.rules.form._helpers import saying, short

_HEAD = "| Case | Owner |\n| --- | --- |\n"
_KOP = "| Kasus | Pemilik |\n| --- | --- |\n"


@rule(
    "FRM-19",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R26",),
    examples=(
        fails(
            "A row of three cells below a heading of two",
            lambda d: saying(
                d, "plan/improvement", "text", en=f"{_HEAD}| Alpha | Desk | Late |", id=f"{_KOP}| Alfa | Meja | Telat |"
            ),
        ),
        passes(
            "A table with heading and even rows",
            lambda d: saying(d, "plan/improvement", "text", en=f"{_HEAD}| Alpha | Desk |", id=f"{_KOP}| Alfa | Meja |"),
        ),
    ),
)
def table_is_whole(dossier: Dossier) -> Iterator[Finding]:
    """A table in a text has a heading and even rows.

    Why: a table without heading leaves its reader to guess what a figure means; an uneven row has lost or gained a
    cell, and its figures stand in the wrong column.

    Fix: give the table a heading, and each row as many cells as the heading has.
    """
    told: set[tuple[str, ...]] = set()
    for passage in dossier.wording.holding(("| ", "|-")):
        found = _fault(passage.words) if passage.text.parts not in told else None
        if found is not None:
            told.add(passage.text.parts)
            yield Finding(where=at(*passage.text.parts), says=found[0], quote=found[1])


def _fault(words: str) -> tuple[Message, str] | None:
    """Return what is wrong with the first faulty table of a text, and the row that shows it."""
    table: list[str] = []
    for line in (*_unfenced(words), ""):
        row = line.strip()
        if row.startswith("|"):
            table.append(row)
            continue
        found = _fault_of(table) if table else None
        if found is not None:
            return found
        table = []
    return None


def _unfenced(words: str) -> Iterator[str]:
    """Yield the lines outside blocks of code."""
    fenced = False
    for line in words.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            yield line


def _fault_of(table: list[str]) -> tuple[Message, str] | None:
    if len(table) < 2 or not _ruling().fullmatch(table[1]):
        return _("A table has no heading; it begins with “{row}”.", row=short(table[0])), table[0]
    width = _cells(table[0])
    uneven = next((row for row in table[2:] if _cells(row) != width), None)
    if uneven is None:
        return None
    says = _(
        "A row has {cells} cells where the heading of its table has {width}: “{row}”",
        cells=_cells(uneven),
        width=width,
        row=short(uneven),
    )
    return says, uneven


@cache
def _ruling() -> re.Pattern[str]:
    return re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-*:?\s*\|?")


def _cells(row: str) -> int:
    """Count the cells of a row; a bar behind a backslash or inside code belongs to its cell."""
    bare = re.sub(r"\\\||`[^`]*`", "", row).strip()
    return bare.removeprefix("|").removesuffix("|").count("|") + 1
