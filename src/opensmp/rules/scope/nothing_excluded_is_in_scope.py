"""Whether something is excluded and covered at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from opensmp.checking import (
    BLOCKS,
    Address,
    Finding,
    at,
    fails,
    passes,
    put,
    rule,
)
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.references import chips
from opensmp.plan.scope import Exclusion
from opensmp.registers.organisation import Site, Unit
from opensmp.registers.services import Customer, Service
from opensmp.rules.scope._helpers import in_scope

Covered: TypeAlias = Service | Customer | Unit | Site

_FIELDS: dict[type, str] = {Service: "services", Customer: "customers", Unit: "units", Site: "sites"}


@rule(
    "SCO-09",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R46", "R70"),
    detects=("scope-vague",),
    examples=(
        fails(
            "Service S-01 is listed in section 1, and an exclusion names it too",
            lambda dossier: put(
                dossier,
                "plan/scope/exclusions/*",
                kind="service",
                subject=dossier.services[dossier.plan.scope.services[0]].name,
            ),
        ),
        passes("What is excluded has another name", lambda dossier: dossier),
    ),
)
def nothing_excluded_is_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """Nothing is excluded and in scope at the same time.

    Why: two places of the same document contradict each other, so nobody can tell what the certificate will
    cover.

    Fix: decide, then take it out of the exclusions or out of the lists of the scope, the portfolio and the
    agreements.
    """
    exclusions = dossier.plan.scope.exclusions
    if not exclusions:
        return
    by_name = {name: exclusion for exclusion in exclusions for name in _names_of(exclusion)}
    by_id = {key: exclusion for exclusion in exclusions for key in _ids_of(exclusion)}
    places: dict[str, Address] = {}
    for row, place in _covered(dossier):
        named = (by_name.get(text.casefold()) for _language, text in row.name.each())
        for exclusion in (by_id.get(row.id.casefold()), *named):
            if exclusion is not None:
                places.setdefault(exclusion.id, place)
    for exclusion in exclusions:
        if exclusion.id in places:
            place = places[exclusion.id]
            says = _(
                "Exclusion {id} “{subject}” is covered at the same time, in {place}.",
                id=exclusion.id, subject=exclusion.subject, place=str(place),
            )  # fmt: skip
            yield Finding(at("plan/scope/exclusions", exclusion.id), says, quote=str(exclusion.subject), also=(place,))


def _covered(dossier: Dossier) -> Iterator[tuple[Covered, Address]]:
    """Yield what section 1, section 6 and the agreements it cites cover, with the place."""
    yield from ((row, at("plan/scope", _FIELDS[type(row)])) for row in in_scope(dossier))
    cited: set[str] = set()
    for line in dossier.plan.portfolio.services:
        cited.update(line.slas)
        if line.service in dossier.services:
            yield dossier.services[line.service], at("plan/portfolio/services", line.service)
    for sla in dossier.registers.slas:
        if sla.id in cited:
            place = at("registers/slas", sla.id, "services")
            yield from ((dossier.services[key], place) for key in sla.services if key in dossier.services)


def _names_of(exclusion: Exclusion) -> Iterator[str]:
    """Yield the names that the subject may mean, in small letters: "the Payroll service (S-09)" is Payroll."""
    for _language, text in exclusion.subject.each():
        kept = _bracketed().sub(" ", text).strip()
        yield from (_tidy(name) for name in (text, kept, _article().sub("", kept)))


def _ids_of(exclusion: Exclusion) -> Iterator[str]:
    """Yield the ids that the subject may mean: all of it, what stands in brackets, and its references."""
    for _language, text in exclusion.subject.each():
        yield from (_tidy(name) for name in (text, *_bracketed().findall(text), *(chip.id for chip in chips(text))))


def _tidy(name: str) -> str:
    return " ".join(name.strip("() .").split()).casefold()


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"\([^()]*\)")


@cache
def _article() -> re.Pattern[str]:
    """Match the words that people put around a name: "the … service", "layanan …"."""
    return re.compile(
        r"^\s*(?:the|layanan|pelanggan|unit|lokasi|kantor)\s+|\s+(?:services?|customer|unit|site)\s*$", re.IGNORECASE
    )
