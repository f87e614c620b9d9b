"""Whether what a service depends on can give the availability that its agreement promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import Sla
from opensmp.rules.consistency._chains import Product, chains, promised
from opensmp.rules.consistency._helpers import GONE, few, live_slas
from opensmp.rules.consistency._targets import is_availability


@rule(
    "CON-16",
    clause="8.7.1",
    severity=ADVICE,
    requirements=("R42", "R46", "R52"),
    examples=(
        fails(
            "A service that depends on several others, none of them more available than itself", lambda d: _leaning(d)
        ),
        passes("A service that depends on what its agreement allows", lambda d: d),
    ),
)
def sla_availability_is_within_reach(dossier: Dossier) -> Iterator[Finding]:
    """The services and suppliers behind a service can give the availability promised for it.

    Why: a service is down whenever something it needs is down. If the product of the promises behind it is lower than
    its own promise, the promise rests on luck.

    Fix: agree higher targets with the services and suppliers behind it, build redundancy and record it, or promise the
    customer less.
    """
    promises = promised(dossier)
    agreements = _agreements(dossier) if promises else {}
    resting: dict[str, list[str]] = {}
    for key, chain in _out_of_reach(dossier, promises):
        weakest = min(chain.links, key=lambda link: link.value)
        if weakest.value <= promises[key] and weakest.name in agreements:
            resting.setdefault(weakest.name, []).append(key)
        else:
            yield _alone(dossier, key, promises[key], chain, agreements[key])
    for weakest_key, above in resting.items():
        if len(above) > _FEW:
            yield _together(dossier, weakest_key, above, promises, agreements)
        else:
            reach = dict(_out_of_reach(dossier, promises))
            yield from (_alone(dossier, key, promises[key], reach[key], agreements[key]) for key in above)


_FEW = 2
"""How many agreements rest on one promise that is too weak before that promise is the one to speak of."""

_Place: TypeAlias = tuple[Sla, str]


def _out_of_reach(dossier: Dossier, promises: Mapping[str, Decimal]) -> Iterator[tuple[str, Product]]:
    """Yield each service in scope of which the chain gives less than is promised, with the chain."""
    reach = chains(dossier, promises) if promises else {}
    for key, target in promises.items():
        chain = reach.get(key)
        service = dossier.services.get(key)
        if service is None or service.status in GONE or chain is None or not chain.links or chain.value >= target:
            continue
        if not any(link.supplied and link.value < target for link in chain.links):
            yield key, chain  # a single contract below the promise is a finding of its own


def _alone(dossier: Dossier, key: str, target: Decimal, chain: Product, agreed: _Place) -> Finding:
    sla, place = agreed
    says = _(
        "{sla} promises {target} % availability for {id} “{name}”, but what it depends on gives at best {chain}.",
        sla=sla.id, target=target, id=key, name=dossier.services[key].name, chain=chain,
    )  # fmt: skip
    also = (at("registers/services", key, "depends_on"),)
    return Finding(at("registers/slas", sla.id, "targets", place), says, quote=f"{target}%", also=also)


def _together(
    dossier: Dossier, weakest: str, above: list[str], promises: Mapping[str, Decimal], agreements: Mapping[str, _Place]
) -> Finding:
    """Say once that several agreements rest on one promise that is weaker than theirs."""
    sla, place = agreements[weakest]
    says = _(
        "{sla} promises {target} % availability for {id} “{name}”; as much or more is promised for what depends on it: {above}.",
        sla=sla.id, target=promises[weakest], id=weakest, name=dossier.services[weakest].name,
        above=few(_("{id} {target} %", id=key, target=promises[key]) for key in above),
    )  # fmt: skip
    also = tuple(at("registers/slas", agreements[key][0].id, "targets", agreements[key][1]) for key in above)
    return Finding(at("registers/slas", sla.id, "targets", place), says, quote=f"{promises[weakest]}%", also=also)


def _agreements(dossier: Dossier) -> dict[str, tuple[Sla, str]]:
    """Return for each service the agreement with its strictest availability, and the target's place in it."""
    found: dict[str, tuple[Decimal, Sla, str]] = {}
    for sla in live_slas(dossier):
        for place, target in enumerate(sla.targets, 1):
            for key in sla.services if is_availability(target) else ():
                if key not in found or target.value > found[key][0]:
                    found[key] = (target.value, sla, target.id or str(place))
    return {key: (sla, place) for key, (_value, sla, place) in found.items()}


def _leaning(dossier: Dossier) -> Dossier:
    """Let the service with the highest promise depend on others that do not depend on it."""
    promises = {key: value for key, value in promised(dossier).items() if key in dossier.services}
    top = max(promises, key=lambda key: promises[key])
    users = {top}
    for _round in dossier.registers.services:
        users |= {row.id for row in dossier.registers.services if users.intersection(row.depends_on)}
    others = [key for key in promises if key not in users and dossier.services[key].status == "active"][:3]
    return edit(dossier, f"registers/services/{top}/depends_on", lambda held: tuple(dict.fromkeys((*held, *others))))
