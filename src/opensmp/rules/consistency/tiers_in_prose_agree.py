"""Whether the number of services of a tier in the words is the one of the portfolio."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Address, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._counts import number_of
from opensmp.rules.consistency._helpers import longer

_SIGNS = ("of them are tier", "services are tier", "di antaranya tier", "layanan tier")


@rule(
    "CON-48",
    clause="8.2.2",
    severity=BLOCKS,
    requirements=("R41", "R46"),
    examples=(
        fails("One tier 1 service more in the words than in the portfolio", lambda d: _told(d, 1)),
        passes("As many tier 1 services in the words as in the portfolio", lambda d: _told(d, 0)),
    ),
)
def tiers_in_prose_agree(dossier: Dossier) -> Iterator[Finding]:
    """The number of services of a tier in the words is the one of the portfolio.

    Why: the tier decides on recovery, on monitoring and on who is called at night. Two numbers mean that some service
    is treated as less important than agreed.

    Fix: correct the number, or the criticality in the portfolio.
    """
    planned = [row for key in dossier.plan.scope.services if (row := dossier.services.get(key))]
    if any(row.criticality is None for row in planned):
        return  # a service without criticality is one finding of its own
    held = Counter(row.criticality for row in planned)
    told: set[tuple[str, ...]] = set()
    for text, _language, words in dossier.wording.holding(_SIGNS):
        if text.section in ("commitments", "objectives") or text.parts in told:
            continue
        for found in _tiers().finditer(" ".join(words.split())):
            number = number_of(found["before"] or found["ahead"])
            tier = int(found["tier"] or found["level"])
            if number is not None and held[tier] and number != held[tier]:
                told.add(text.parts)
                yield Finding(
                    where=Address(text.parts),
                    says=_(
                        "The words say “{words}”; the portfolio holds {held} services of tier {tier}.",
                        words=found[0], held=held[tier], tier=tier,
                    ),
                    quote=found[0],
                    also=(at("registers/services"),),
                )  # fmt: skip
                break


@cache
def _tiers() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:(?P<before>[\w-]+(?:\s+(?:belas|puluh(?:\s+\w+)?))?)\s+(?:of\s+them\s+are|services\s+are|di\s+antaranya)\s+tier\s+(?P<tier>\d)\b"
        r"|(?P<ahead>[\w-]+(?:\s+(?:belas|puluh(?:\s+\w+)?))?)\s+(?:layanan\s+tier\s+(?P<level>\d)\b))",
        re.IGNORECASE,
    )


def _told(dossier: Dossier, more: int) -> Dossier:
    """Say how many services are tier 1; where one more would be a number of its own, it is."""
    planned = (dossier.services[key] for key in dossier.plan.scope.services if key in dossier.services)
    count = sum(row.criticality == 1 for row in planned) + more
    return edit(
        dossier,
        "plan/assurance/text",
        lambda held: longer(
            dossier,
            held,
            en=f"Of the services, {count} of them are tier 1.",
            id=f"Dari layanan itu, {count} di antaranya tier 1.",
        ),
    )
