"""Whether the availability that the words give a service is the one its agreement promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from opensmp.checking import BLOCKS, Address, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import Service, Sla
from opensmp.rules.consistency._helpers import live_slas, longer
from opensmp.rules.consistency._targets import is_availability

_CONNECTING = (
    "is are promised available at for example the with an a availability of to be instance and its it kept "
    "misalnya contohnya dijanjikan pada tersedia sebesar dengan ketersediaan adalah di tingkat"
)
_BETWEEN = frozenset(_CONNECTING.split())
"""Words that may stand between a service and its level; any other makes the level one of something else."""

_LONGEST = 6
"""Words of the longest service name that is looked for."""


@rule(
    "CON-49",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R42", "R46"),
    examples=(
        fails("The words give a service another availability than its agreement", lambda d: _told(d, "-0.04")),
        passes("The words give the availability of the agreement", lambda d: _told(d, "0")),
    ),
)
def availability_in_prose_is_the_agreed_one(dossier: Dossier) -> Iterator[Finding]:
    """The availability that the words give a service is the agreed one.

    Why: a level in a sentence is read and repeated; where the agreement says another, customers were told something
    that nobody promised.

    Fix: correct the sentence, or leave the level to the agreement.
    """
    agreed = _agreed(dossier)
    names = {
        " ".join(words.lower().split()): row
        for row in dossier.services.values()
        if row.id in agreed
        for _, words in row.name.each()
    }
    told: set[tuple[str, ...]] = set()
    for text, _language, words in dossier.wording.holding(("%",)) if agreed else ():
        if text.section in ("commitments", "objectives") or text.parts in told:
            continue
        for service, figure, quote in _levels(words, names):
            sla, levels = agreed[service.id]
            if figure not in levels:
                told.add(text.parts)
                yield Finding(
                    where=Address(text.parts),
                    says=_(
                        "The words give {id} “{name}” {figure} %; {sla} promises {agreed} %.",
                        id=service.id, name=service.name, figure=figure, sla=sla.id, agreed=max(levels),
                    ),
                    quote=quote,
                    also=(at("registers/slas", sla.id, "targets"),),
                )  # fmt: skip
                break


def _agreed(dossier: Dossier) -> dict[str, tuple[Sla, set[Decimal]]]:
    """Return the availabilities that agreements in force promise for each service."""
    found: dict[str, tuple[Sla, set[Decimal]]] = {}
    for sla in live_slas(dossier):
        values = {target.value for target in sla.targets if is_availability(target)}
        for key in sla.services if values else ():
            found.setdefault(key, (sla, set()))[1].update(values)
    return found


def _levels(words: str, names: dict[str, Service]) -> Iterator[tuple[Service, Decimal, str]]:
    """Yield each service that the words name right before a level of at least ninety per cent."""
    flat = " ".join(words.split())
    for found in _figure().finditer(flat):
        before = list(_word().finditer(flat, max(0, found.start() - 120), found.start()))
        while before and before[-1][0].lower() in _BETWEEN:
            before.pop()
        for length in range(min(_LONGEST, len(before)), 0, -1):
            first, last = before[-length], before[-1]
            service = names.get(flat[first.start() : last.end()].lower())
            if service is not None:
                yield service, Decimal(found[1].replace(",", ".")), flat[first.start() : found.end()]
                break


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\b(9\d[.,]\d{1,3}|9\d)\s?%")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[\w-]+")


def _told(dossier: Dossier, change: str) -> Dossier:
    """Say at which level a service is promised, ``change`` beside what its agreement says."""
    agreed = _agreed(dossier)
    service = next(
        row for key in agreed if (row := dossier.services.get(key)) and len(str(row.name).split()) <= _LONGEST
    )
    value = max(agreed[service.id][1]) + Decimal(change)
    en = f"{service.name.text('en')} is promised at {value} %."
    id = f"{service.name.text('id')} dijanjikan pada {str(value).replace('.', ',')} %."
    return edit(dossier, "plan/assurance/text", lambda held: longer(dossier, held, en=en, id=id))
