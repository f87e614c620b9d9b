"""The findings about rows: looked up by the place they stand at, the other place of a disagreement included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from opensmp.checking.finding import Address, Finding, Severity
from opensmp.checking.run import Report
from opensmp.i18n import Message, Plural, n_
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk


class Told(NamedTuple):
    """A finding as a page shows it."""

    finding: Finding
    kind: str
    name: str
    title: Message
    clause: str
    fix: Message | Plural


class Flaws:
    """The findings of a report by the row they are about; a person who may not see findings has none."""

    def __init__(self, report: Report) -> None:
        self._by_row: dict[tuple[str, ...], list[Told]] = {}
        for finding in report.findings:
            told = _told(report, finding)
            for row in {_row(place) for place in (finding.where, *finding.also)}:
                self._by_row.setdefault(row, []).append(told)
        self.all = tuple(dict.fromkeys(told for held in self._by_row.values() for told in held))

    def of(self, place: str, key: str) -> tuple[Told, ...]:
        """Return what was found about a row."""
        return tuple(self._by_row.get((*place.split("/"), key), ()))

    def under(self, *places: str) -> tuple[Told, ...]:
        """Return what was found anywhere in some tables, each once."""
        begins = tuple(tuple(place.split("/")) for place in places)
        found = (
            told
            for row, held in self._by_row.items()
            if any(row[: len(each)] == each for each in begins)
            for told in held
        )
        return tuple(dict.fromkeys(found))

    def named(self, names: frozenset[str]) -> tuple[Told, ...]:
        """Return the findings of some rules, by the rules' names."""
        return tuple(told for told in self.all if told.name in names)


NOTHING = Flaws(Report(dossier=None, rules=(), findings=(), accepted=()))  # type: ignore[arg-type]  # no finding, no dossier

_kept: Kept[Flaws] = Kept(8)


def flaws_of(desk: Desk) -> Flaws:
    """Return the findings about rows, looked up once a change."""
    if not desk.may("see_findings"):
        return NOTHING
    return _kept.get((desk.organisation.state, desk.plan.pk, desk.today), lambda: Flaws(desk.report))


def worst(told: Iterable[Told]) -> str:
    """Return ``stop``, ``warn`` or ``ok``."""
    kinds = {each.kind for each in told}
    return "stop" if "stop" in kinds else "warn" if kinds else "ok"


def counted(told: Iterable[Told]) -> Plural:
    """Return how many findings there are, in words."""
    number = len(tuple(told))
    return n_("{n} finding", "{n} findings", number)


def _told(report: Report, finding: Finding) -> Told:
    rule = report.rule_of(finding)
    return Told(
        finding,
        "stop" if rule.severity is Severity.BLOCKS else "warn",
        rule.name,
        rule.title,
        rule.clause,
        finding.fix or rule.fix,
    )


def _row(where: Address) -> tuple[str, ...]:
    """Return the part of an address that names a row: place and key, without the field."""
    parts = where.parts
    depth = 3 if parts[0] in ("registers", "organisation") else 4
    return parts[:depth]
