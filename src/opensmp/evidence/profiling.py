"""Facts of a raw table's columns, found by the engine on the whole column, for a proposal to rest on.

A sample of rows only decides what is worth asking; which format a column has, which markers stand for missing and how often,
and whether it tells records apart is counted over every row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir
from ibis import selectors

from opensmp.evidence import formats

ROW = "_row"
SAMPLE = 400
"""Rows that are looked at, spread over the file, to decide what to ask of the whole column."""
FEW = 120
"""Columns with at most so many different values are listed value by value."""

SYMBOLS = (
    "?", "-", "--", "#N/A", "N/A", "n/a", "null", "NULL", "(null)", "(empty)", "(kosong)", "0000-00-00", "0000-00-00 00:00:00",
)  # fmt: skip
"""Signs that stand for a missing value in any column."""
WORDS = ("NA", "ND", "None", "nan", "NaN", "nil", "undefined")
"""Words that stand for a missing value in a column of times, numbers or flags, and may be a real word in one of names."""
MARKERS = (*SYMBOLS, *WORDS)

_DAYS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%m.%d.%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%y", "%m-%d-%y",
    "%d.%m.%y", "%Y/%m/%d", "%Y.%m.%d", "%d/%b/%y", "%d/%b/%Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %b %y", "%d %B %Y",
    "%b %d, %Y", "%B %d, %Y", "%Y%m%d",
)  # fmt: skip
_HOURS = (
    "", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S", ", %I:%M %p", ", %I:%M:%S %p",
    " %H.%M", " %H.%M.%S", ", %H.%M", ", %H.%M.%S", "T%H:%M:%S", "T%H:%M",
)  # fmt: skip
_PATTERNS = {
    "%d": r"\d{1,2}", "%m": r"\d{1,2}", "%Y": r"\d{4}", "%y": r"\d{2}", "%b": r"[A-Za-z]{3,4}\.?", "%B": r"[A-Za-z]{3,9}",
    "%H": r"\d{1,2}", "%I": r"\d{1,2}", "%M": r"\d{1,2}", "%S": r"\d{1,2}", "%f": r"\d{1,6}", "%p": r"[AaPp]\.?[Mm]\.?",
}  # fmt: skip
_TIME = re.compile(r"\d{1,4}[-/.]\w{1,3}[-/.]\d{1,4}\b")
_NUMBER = re.compile(r"[+-]?[\d.,' ]+\s*%?")
_NOTHING = {"filled": 0, "marked": 0, "kept": 0}
_NAMED = {
    "iso": r"\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?",
    "iso with offset": r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}(:?\d{2})?)",
    "seconds": r"\d{9,10}",
    "milliseconds": r"\d{12,13}",
    "spreadsheet days": r"\d{5}(\.\d+)?",
}


@dataclass(frozen=True)
class ColumnFacts:
    """What is known of a column. ``filled`` counts cells that are neither blank nor a marker for missing.

    ``values`` are its values with their counts, the most frequent first: all of them when there are ``FEW``, else those of
    the sample. ``times`` counts the cells that each format reads; ``numbers`` those that are numbers with each decimal sign.
    ``kept`` counts the different values; ``exact`` those without spaces around them, where the column could be a key.
    """

    name: str
    filled: int
    kept: int
    exact: int | None = None
    values: Mapping[str, int] = field(default_factory=dict)
    listed: bool = False
    missing: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The values that were seen, without the markers for missing."""
        return tuple(value for value in self.values if value not in MARKERS)

    @property
    def fitting(self) -> tuple[str, ...]:
        """The formats that read every filled cell of the column."""
        return tuple(form for form, count in self.times.items() if count == self.filled)

    @property
    def is_time(self) -> bool:
        """Whether most cells are times in some format that is not a bare number."""
        return any(
            count * 2 > self.filled
            for form, count in self.times.items()
            if form in ("iso", "iso with offset") or "%" in form
        )

    @property
    def whole(self) -> bool:
        """Whether every filled cell is a whole number."""
        return self.filled > 0 and self.numbers.get("whole", 0) == self.filled


@dataclass(frozen=True)
class Profile:
    """What is known of a raw table; ``name`` is the file's, where it is known, for the words in it."""

    rows: int
    columns: Mapping[str, ColumnFacts]
    name: str = ""


def profile(raw: ir.Table, name: str = "") -> Profile:
    """Return the facts of a raw table (text columns and ``_row``); ``name`` is the file's.

    The table is read twice, however many columns it has: every test is of the different values of a column, each of which
    counts as often as it stands there.
    """
    names = [each for each in raw.columns if each != ROW]
    if not names:
        return Profile(0, {}, name)
    cells = _cells(raw, names).cache()
    first = {row["name"]: row for row in _rows(_fill(cells))}
    rows = max((int(row["rows"]) for row in first.values()), default=0)
    sample = _sample(raw, rows)
    asked = [_asked(each, first.get(each, _NOTHING), sample[each]) for each in names]
    values = _values(cells, asked)
    answers = {row["name"]: row for row in _answers(cells, asked)}
    return Profile(
        rows,
        {
            each.name: _facts(
                each, first.get(each.name, _NOTHING), values[each.name], answers.get(each.name, {}), sample
            )
            for each in asked
        },
        name,
    )


class _Asked(NamedTuple):
    """What is worth asking of a whole column: its values, its markers, uniqueness, and whether it holds numbers or times."""

    name: str
    few: bool
    marked: bool
    key: bool
    number: bool
    times: tuple[str, ...]


def _asked(name: str, first: Mapping[str, Any], cells: Sequence[str]) -> _Asked:
    return _Asked(
        name, first["kept"] <= FEW, bool(first["marked"]), could_be_key(cells), _number_like(cells), _candidates(cells)
    )


def _cells(raw: ir.Table, names: Sequence[str]) -> ir.Table:
    """Return the different values of every column, with the name of the column and how often each stands there."""
    texts = raw.select(**{each: raw[each].cast("string") for each in names})
    cells = texts.pivot_longer(selectors.all(), names_to="name", values_to="text")
    return cells.group_by("name", "text").aggregate(n=cells.count().cast("int64"))


def _fill(cells: ir.Table) -> ir.Table:
    text = formats.trimmed(cells.text)
    marked = text.isin(MARKERS)
    return cells.group_by("name").aggregate(
        rows=cells.n.sum(),
        filled=_times(cells, (text != "") & ~marked),
        marked=_times(cells, marked),
        kept=cells.text.count(),
    )


def _values(cells: ir.Table, asked: Sequence[_Asked]) -> dict[str, dict[str, int]]:
    """Return the values of columns that have few, and the markers of the others, with their counts."""
    found: dict[str, dict[str, int]] = {each.name: {} for each in asked}
    few = cells.name.isin([each.name for each in asked if each.few])
    marked = cells.name.isin([each.name for each in asked if each.marked and not each.few])
    wanted = cells.filter(cells.text.notnull(), few | (marked & formats.trimmed(cells.text).isin(MARKERS)))
    for row in sorted(_rows(wanted), key=lambda row: (-row["n"], row["text"])):
        text = row["text"].strip()
        if text:
            found[row["name"]][text] = found[row["name"]].get(text, 0) + int(row["n"])
    return found


def _answers(cells: ir.Table, asked: Sequence[_Asked]) -> list[dict[str, Any]]:
    """Return, for each column that was asked, how many cells each test passes."""
    wanted = [each.name for each in asked if each.key or each.number or each.times]
    if not wanted:
        return []
    kept = cells.filter(cells.name.isin(wanted))
    kept = kept.select(kept.name, kept.n, text=formats.trimmed(kept.text))
    kept = kept.filter(~kept.text.isin(["", *MARKERS]))
    text = kept.text
    number = ibis.ifelse(kept.name.isin([each.name for each in asked if each.number]), text, ibis.null("string"))
    tests = {
        "exact": text.nunique(where=kept.name.isin([each.name for each in asked if each.key])),
        "whole": _times(kept, formats.whole(number).notnull()),
        "point": _times(kept, formats.is_number(number, ".")),
        "comma": _times(kept, formats.is_number(number, ",")),
        "signed": _times(kept, number.endswith("%")),
    }
    for form in sorted({form for each in asked for form in each.times}):
        so_written = kept.name.isin([each.name for each in asked if form in each.times])
        moment = formats.local_time(ibis.ifelse(so_written, text, ibis.null("string")), form)
        tests[f"time {form}"] = _times(kept, formats.is_plausible(moment))
    return _rows(kept.group_by("name").aggregate(**tests))


def _facts(
    asked: _Asked,
    first: Mapping[str, Any],
    values: Mapping[str, int],
    answers: Mapping[str, Any],
    sample: Mapping[str, Sequence[str]],
) -> ColumnFacts:
    return ColumnFacts(
        name=asked.name,
        filled=int(first["filled"]),
        kept=int(first["kept"]),
        exact=int(answers["exact"]) if asked.key else None,
        values=values if asked.few else _tally(sample[asked.name]),
        listed=asked.few,
        missing={value: count for value, count in values.items() if value in MARKERS},
        times={form: int(answers[f"time {form}"]) for form in asked.times},
        numbers={kind: int(answers[kind]) for kind in ("whole", "point", "comma", "signed")} if asked.number else {},
    )


def _times(cells: ir.Table, test: ir.BooleanValue) -> ir.IntegerScalar:
    """Return of how many cells a test holds."""
    return cells.n.sum(where=test).fill_null(0)


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    return list(table.to_pyarrow().to_pylist())


def could_be_key(cells: Sequence[str]) -> bool:
    """Whether the cells look like numbers of records: short, with a digit, without spaces around it, and not all alike."""
    short = [
        cell for cell in cells if len(cell) <= 80 and any(char.isdigit() for char in cell) and not _TIME.match(cell)
    ]
    return bool(cells) and len(short) == len(cells) and len(set(cells)) * 4 >= len(cells)


def day_and_month(form: str) -> str:
    """Return the format that reads the same cells with day and month changed; nothing where there is none."""
    if "%d" not in form or "%m" not in form or form.index("%Y" if "%Y" in form else "%y") < form.index("%d"):
        return ""
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def _sample(raw: ir.Table, rows: int) -> dict[str, list[str]]:
    """Return the cells of some rows, by column: every so many rows, so that the whole period is seen."""
    step = max(1, rows // SAMPLE)
    spread = raw.filter(raw[ROW] % step == 0) if step > 1 else raw
    read = spread.limit(SAMPLE + 50).to_pyarrow()
    return {
        name: [text for value in read.column(name).to_pylist() if value is not None and (text := str(value).strip())]
        for name in read.column_names
        if name != ROW
    }


def _tally(cells: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for cell in cells[:50]:
        counts[cell] = counts.get(cell, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _number_like(cells: Sequence[str]) -> bool:
    bare = [cell for cell in cells if cell not in MARKERS]
    return bool(bare) and sum(1 for cell in bare if _NUMBER.fullmatch(cell)) * 2 >= len(bare)


def _candidates(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that look right for most of the sample."""
    cells = [cell for cell in cells if cell not in MARKERS]
    looks = Counter(_look(cell) for cell in cells if len(cell) <= 40 and any(char.isdigit() for char in cell))
    if sum(looks.values()) * 2 < len(cells) or not cells:
        return ()
    enough = len(cells) // 2
    return tuple(
        form
        for form, pattern in _shapes()
        if sum(count for look, count in looks.items() if pattern.fullmatch(look)) > enough
    )


def _look(cell: str) -> str:
    """Return what a cell looks like: every digit a 1, so that a column of times has few looks."""
    return re.sub(r"\d", "1", cell)


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    written = [(day + hour, re.compile(_shape(day + hour))) for day in _DAYS for hour in _HOURS]
    return (*((form, re.compile(shape)) for form, shape in _NAMED.items()), *written)


def _shape(form: str) -> str:
    return re.sub(
        r"%[a-zA-Z]", lambda sign: _PATTERNS[sign[0]], re.escape(form).replace(r"\%", "%").replace(r"\ ", r"\s+")
    )
