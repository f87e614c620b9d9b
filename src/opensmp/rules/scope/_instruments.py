"""Laws and regulations as people write them, and the rows of the dated obligations pack behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from opensmp.i18n import Message, _
from opensmp.plan.scope import Obligation
from opensmp.rules.scope._helpers import words
from opensmp.standard import Obligation as PackRow

Name: TypeAlias = tuple[str, str, str]
"""Kind, number and year of an instrument: ``("pojk", "11", "2022")``."""

_KINDS = frozenset({"uu", "pp", "perpres", "pojk", "seojk", "padk", "pbi", "padg"})
_LONG = (
    ("undang undang", "uu"),
    ("law number", "uu"),
    ("law no", "uu"),
    ("surat edaran otoritas jasa keuangan", "seojk"),
    ("surat edaran ojk", "seojk"),
    ("peraturan otoritas jasa keuangan", "pojk"),
    ("peraturan ojk", "pojk"),
    ("ojk regulation", "pojk"),
    ("peraturan bank indonesia", "pbi"),
    ("peraturan presiden", "perpres"),
    ("presidential regulation", "perpres"),
    ("uu pdp", "uu 27 2022"),
    ("personal data protection law", "uu 27 2022"),
    ("pelindungan data pribadi", "uu 27 2022"),
    ("perlindungan data pribadi", "uu 27 2022"),
)


def instrument_name(text: str) -> Name | None:
    """Read kind, number and year from the ways people write an instrument: "POJK No. 34 Tahun 2025", "POJK 34/2025"."""
    said = " ".join(words(text))
    for long, short in _LONG:
        said = said.replace(long, short)
    parts = said.split()
    kind = next((part for part in parts if part in _KINDS), None)
    numbers = [part for part in parts[parts.index(kind) :] if part.isdigit()] if kind else []
    year = next((part for part in numbers[1:] if len(part) == 4 and part[:2] in {"19", "20"}), None)
    return (kind, numbers[0], year) if kind and year else None


def by_instrument(rows: Iterable[PackRow]) -> Mapping[Name, PackRow]:
    """Index pack rows by instrument; of several rows on one instrument the first stands for its dates."""
    index: dict[Name, PackRow] = {}
    for row in rows:
        name = instrument_name(row.instrument)
        if name is not None:
            index.setdefault(name, row)
    return index


def pack_row(row: Obligation, by_key: Mapping[str, PackRow], by_name: Mapping[Name, PackRow]) -> PackRow | None:
    """Return the pack row that an obligation rests on: by its key, else by what its instrument is called."""
    if row.pack:
        return by_key.get(row.pack)
    name = instrument_name(row.instrument)
    return by_name.get(name) if name else None


def has_begun(row: PackRow, today: date) -> bool:
    """Whether the instrument is in force; a date may be a year, a month or a day."""
    return row.effective_from <= today.isoformat()[: len(row.effective_from)]


def has_ended(row: PackRow, today: date) -> bool:
    """Whether the instrument's last day has passed."""
    return bool(row.effective_to) and row.effective_to < today.isoformat()[: len(row.effective_to)]


def certainty(row: PackRow) -> Message:
    """Say how sure the pack is of a row."""
    return _CERTAINTY[row.certainty]


_CERTAINTY = {
    "confirmed": _("confirmed"),
    "secondary": _("from secondary sources"),
    "unverified": _("not verified"),
}
