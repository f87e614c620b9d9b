"""Whether what a service depends on can give the availability that its agreement promises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.services import Sla
from opensmp.rules.consistency._chains import chains, promised
from opensmp.rules.consistency._helpers import GONE, live_slas
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
    reach = chains(dossier, promises) if promises else {}
    agreements = _agreements(dossier) if promises else {}
    for key, target in promises.items():
        chain = reach.get(key)
        service = dossier.services.get(key)
        if service is None or service.status in GONE or chain is None or not chain.links or chain.value >= target:
            continue
        if any(link.supplied and link.value < target for link in chain.links):
            continue  # a single contract below the promise is a finding of its own
        sla, place = agreements[key]
        says = _(
            "{sla} promises {target} % availability for {id} “{name}”, but what it depends on gives at best {chain}.",
            sla=sla.id, target=target, id=key, name=service.name, chain=chain,
        )  # fmt: skip
        yield Finding(
            where=at("registers/slas", sla.id, "targets", place),
            says=says,
            quote=f"{target} %",
            also=(at("registers/services", key, "depends_on"),),
        )


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
