"""Services that records name and the portfolio does not know, and services that the plan leaves out or has retired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from opensmp.dossier import Dossier
from opensmp.evidence.engine import tabled
from opensmp.evidence.judged import Column
from opensmp.evidence.observing._look import Look, Tally
from opensmp.i18n import n_
from opensmp.measures.observation import Observation, ObservationKind
from opensmp.measures.records import TABLES
from opensmp.measures.windows import midnight
from opensmp.plan.prose import Prose
from opensmp.registers.services import Service

RECORDS = ("incident", "request", "change", "problem", "release", "outage", "security_incident", "complaint")
"""The tables whose records name the service that they are about."""

NAMES = 20
"""Unknown names that are told one by one: beyond them stands their sum, because a column of free text may hold thousands."""

LONGEST = 80
"""Characters of an unknown name that are shown."""

_NEVER = 2**53
"""A time later than any record."""


class _Strange(NamedTuple):
    """A service that is not in scope (``id``), or that nobody knows, with its spellings in records and their number."""

    id: str
    since: int
    spellings: tuple[str, ...]
    records: int


def services_observed(look: Look) -> Iterator[Observation]:
    """Yield an observation for each service that records name and that is not in scope, or that nobody knows."""
    tables = [name for name in RECORDS if name in look.held.tables]
    if not tables or not look.dossier.registers.services:
        return
    named = ibis.union(*(_named(look, name) for name in tables)) if len(tables) > 1 else _named(look, tables[0])
    outside, unknown = _strange(look, named)
    if not outside and not unknown:
        return
    of, shown = look.count(named), (*outside, *unknown[:NAMES])
    for place, tally in sorted((int(each.subject), each) for each in look.tallies(_hits(named, shown))):
        found = shown[place]
        kind: ObservationKind = "service out of scope" if found.id else "service unknown"
        subject = found.id or _harmless(min(found.spellings).strip())
        yield look.observation(kind, tally._replace(subject=subject), of, tables)
    if rest := unknown[NAMES:]:
        tally = Tally("", sum(each.records for each in rest), ())
        note = n_("{n} further name", "{n} further names", len(rest))
        yield look.observation("service unknown", tally, of, tables, note)


def spelt(name: Column) -> Column:
    """Return a name as names are compared: without regard to case and spaces."""
    return name.re_replace(r"\s+", " ").strip().lower()


def _named(look: Look, name: str) -> ir.Table:
    """Return number, service and day of the records of the period that name a service."""
    t = look.table(name)
    t = look.inside(t, t[TABLES[name].opened])
    t = t.select("id", opened=t[TABLES[name].opened], written=t.service)
    return t.filter(t.written.notnull() & (t.written.strip() != ""))


def _strange(look: Look, named: ir.Table) -> tuple[list[_Strange], list[_Strange]]:
    """Return the services outside the scope and the unknown ones, the commonest first.

    Each spelling is looked up once, however many records use it.
    """
    known = _known(look.dossier, look.held.zone)
    spellings = named.group_by("written").aggregate(n=named.count().cast("int64"))
    spellings = spellings.mutate(word=spelt(spellings.written))
    told = spellings.left_join(known, spellings.word == known.known_word)
    told = told.select("written", "word", "n", "service_id", since=ibis.coalesce(told.outside_since, -_NEVER))
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in look.rows(told.filter(told.since < _NEVER)):
        id = row["service_id"] or ""
        groups.setdefault((id, "" if id else row["word"]), []).append(row)
    found = [
        _Strange(id, rows[0]["since"], tuple(row["written"] for row in rows), sum(row["n"] for row in rows))
        for (id, _word), rows in groups.items()
    ]
    found.sort(key=lambda each: (-each.records, each.id, min(each.spellings).lower()))
    return [each for each in found if each.id], [each for each in found if not each.id]


def _hits(named: ir.Table, shown: Sequence[_Strange]) -> ir.Table:
    """Return the records of these services, each under the number of its service; those of retired ones since then."""
    rows = [
        {"spelling": spelling, "subject": str(place), "since": each.since}
        for place, each in enumerate(shown)
        for spelling in each.spellings
    ]
    looked_up = tabled(rows, {"spelling": "string", "subject": "string", "since": "int64"})
    found = named.inner_join(looked_up, named.written == looked_up.spelling)
    return found.filter(found.opened >= found.since).select("id", "subject")


def _harmless(name: str) -> str:
    """Return a name that nobody checked, on one line and without signs that steer a terminal."""
    shown = "".join(sign if sign.isprintable() else " " for sign in name)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _known(dossier: Dossier, zone: str) -> ir.Table:
    """Return every word for a service that the plan knows, with the moment from which it is outside."""
    told: dict[str, tuple[str, int]] = {}
    for word, id, since in _words(dossier, zone):
        if word and (word not in told or since > told[word][1]):
            told[word] = (id, since)
    rows = [{"known_word": word, "service_id": id, "outside_since": since} for word, (id, since) in told.items()]
    return tabled(rows, {"known_word": "string", "service_id": "string", "outside_since": "int64"})


def _words(dossier: Dossier, zone: str) -> Iterator[tuple[str, str, int]]:
    """Yield each word with the service and the moment from which it is outside; of two services the one inside counts."""
    for service in dossier.registers.services:
        since = _outside_since(service, dossier, zone)
        yield from ((word, service.id, since) for word in (_spelt(service.id), *_spellings(service.name)))
    yield from ((_spelt(id), id, _NEVER) for id in dossier.plan.scope.services if id not in dossier.services)
    for exclusion in dossier.plan.scope.exclusions:
        if exclusion.kind == "service":
            yield from ((word, exclusion.id, -_NEVER) for word in _spellings(exclusion.subject))


def _outside_since(service: Service, dossier: Dossier, zone: str) -> int:
    """Return when a service left the scope: a retired one the day after; one that never was in it, always."""
    planned = dossier.plan.scope.services
    if service.status == "retired":
        last = service.retired or (dossier.in_force.start if dossier.in_force else None) or dossier.today
        return midnight(last + timedelta(days=1), zone)
    inside = service.in_scope and (service.kind == "component" or not planned or service.id in planned)
    return _NEVER if inside or service.kind == "component" else -_NEVER


def _spellings(name: Prose) -> Iterator[str]:
    return (_spelt(text) for _language, text in name.each())


def _spelt(name: str) -> str:
    return " ".join(name.split()).lower()
