"""From a file to a mapping with a person's help: look at it, propose how to read it, and take the answers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from opensmp.evidence.formats import CHOOSE
from opensmp.evidence.mapping import Column, Mapping
from opensmp.evidence.profiling import Profile, profile
from opensmp.evidence.proposing import Proposal, propose
from opensmp.evidence.reading import connect, raw
from opensmp.i18n import Unreadable, _
from opensmp.measures.records import Kind
from opensmp.tables import LOCAL, Shape, inspect


@dataclass(frozen=True)
class Looked:
    """What was seen in a file: its ``shape`` (kind, tables, notes), the facts of its columns, and the proposed reading."""

    shape: Shape
    profile: Profile
    proposal: Proposal


def look(path: Path, *, source: str | None = None, table: str = "", zone: str = "", sheet: str | None = None) -> Looked:
    """Look at a file and propose how to read it.

    ``source``, ``table`` and ``sheet`` are what a person said of it; ``zone`` the zone of times that do not say theirs.
    Raises Unreadable where the file is hostile, broken or no table.
    """
    shape = inspect(path, limits=LOCAL)
    with TemporaryDirectory(prefix="opensmp-") as scratch:
        con = connect(Path(scratch))
        try:
            rows = con.create_table("looked_at", raw(con, path, Path(scratch), sheet).table)  # the file is read once
            facts = profile(rows, path.name)
        finally:
            con.disconnect()
    return Looked(shape, facts, propose(facts, source, zone=zone, table=table))


def answered(looked: Looked, answers: Named[str, str]) -> Proposal:
    """Return the proposal after a person's answers, each under the place of its doubt: a format, a zone, or a header.

    An answer about one column also decides the others that left the same choice open. Raises Unreadable for an answer that
    is none of the choices.
    """
    mapping, doubts = looked.proposal.mapping, list(looked.proposal.doubts)
    for place, answer in answers.items():
        doubt = next((each for each in doubts if each.place == place and (each.must or each.choices)), None)
        known = doubt.choices if doubt is not None else ()
        if doubt is None or (known and answer not in known and place != "zone"):
            choices = list(known or dict.fromkeys(each.place for each in doubts if each.must))
            raise Unreadable(
                _("“{answer}” does not answer “{place}”", answer=answer, place=place),
                _("Choose among: {choices}", choices=choices),
            )
        mapping = _decided(mapping, looked.profile, place, answer)
        doubts = [each for each in doubts if each is not doubt and not _settled(each.place, mapping)]
    return Proposal(mapping, tuple(doubts))


def _decided(mapping: Mapping, facts: Profile, place: str, answer: str) -> Mapping:
    if place == "zone":
        return replace(mapping, zone=answer)
    if place not in mapping.columns:
        return replace(mapping, columns={**mapping.columns, place: _column(mapping, facts, place, answer)})
    kind = mapping.canonical.by_name[place].kind
    if kind in _ANSWERED:
        return replace(mapping, columns={**mapping.columns, place: _ANSWERED[kind](mapping.columns[place], answer)})
    columns = {
        name: replace(column, format=answer)
        if name == place or (column.format == CHOOSE and answer in facts.columns[column.column].fitting)
        else column
        for name, column in mapping.columns.items()
    }
    return replace(mapping, columns=columns)


def _turned(column: Column, most_urgent: str) -> Column:
    """Let the scale of bare numbers begin at the number that a person named; what is beyond it has no rank."""
    top = int(column.values[most_urgent])
    ranks = {word: int(rank) for word, rank in column.values.items()}
    if top == min(ranks.values()):
        return column
    turned = {word: top + 1 - rank for word, rank in ranks.items() if rank <= top}
    return replace(column, values=dict(sorted(turned.items(), key=lambda item: item[1])))


def _counted_in(column: Column, unit: str) -> Column:
    return replace(column, unit=unit)


def _number(column: Column, answer: str) -> Column:
    """Take the answer for the decimal sign, or for a percentage that is written as a ratio or as it is."""
    if answer in (".", ","):
        return replace(column, decimal=answer)
    return replace(column, unit="ratio" if answer == "ratio" else "")


_ANSWERED: Named[Kind, Callable[[Column, str], Column]] = {
    "rank": _turned, "seconds": _counted_in, "number": _number,
}  # fmt: skip
"""What an answer about a column means, where it is no format of a time."""


def _column(mapping: Mapping, facts: Profile, place: str, header: str) -> Column:
    """Read a field from the column that a person named."""
    if header not in facts.columns:
        raise Unreadable(
            _("The file has no column “{header}”", header=header),
            _("Its columns are: {columns}", columns=list(facts.columns)),
        )
    if mapping.canonical.by_name[place].kind != "time":
        return Column(column=header)
    return Column(column=header, format=next(iter(facts.columns[header].fitting), CHOOSE))


def _settled(place: str, mapping: Mapping) -> bool:
    """Whether a doubt about a time's format has been decided by the answer about another column."""
    column = mapping.columns.get(place)
    return column is not None and column.format not in ("", CHOOSE) and mapping.canonical.by_name[place].kind == "time"
