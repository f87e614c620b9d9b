"""What a chain of services and suppliers can give: the product of the availabilities that a service depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from math import prod
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Speakable, spoken_number
from opensmp.rules.consistency._helpers import live_slas
from opensmp.rules.consistency._targets import is_availability

_ALL = Decimal(100)
_THOUSANDTH = Decimal("0.001")


class Link(NamedTuple):
    """One thing a service depends on, and the availability promised for it in per cent."""

    name: str
    value: Decimal
    supplied: bool = False


@dataclass(frozen=True)
class Product(Speakable):
    """The availability of things in a row, said as arithmetic: ``99.9 % (S-20) × 99.8 % (PT X) = 99.70 %``."""

    links: tuple[Link, ...]

    @property
    def value(self) -> Decimal:
        return prod((link.value / _ALL for link in self.links), start=Decimal(1)) * _ALL

    def text(self, language: str) -> str:
        """Return the arithmetic with the decimal sign of the language."""
        shown = " × ".join(f"{spoken_number(_short(link.value), language)}% ({link.name})" for link in self.links)
        return f"{shown} = {spoken_number(self.value.quantize(_THOUSANDTH, ROUND_DOWN), language)}%"

    def __str__(self) -> str:
        return self.text("en")


def _short(value: Decimal) -> Decimal:
    """Return a promise as it was written, and a product of promises cut to thousandths."""
    return value if value == value.quantize(_THOUSANDTH) else value.quantize(_THOUSANDTH, ROUND_DOWN)


def promised(dossier: Dossier) -> dict[str, Decimal]:
    """Return the availability that agreements in force promise for each service, the strictest of them."""
    found: dict[str, Decimal] = {}
    for sla in live_slas(dossier):
        for target in sla.targets:
            if is_availability(target):
                for key in sla.services:
                    found[key] = max(target.value, found.get(key, target.value))
    return found


def chains(dossier: Dossier, promises: Mapping[str, Decimal]) -> dict[str, Product]:
    """Return, for each service, the product of what it depends on directly.

    A service in the chain counts with its own promise, which includes all below it; one without a promise counts with
    what its own chain gives. Circles are the business of another rule and count as if nothing depended on them.
    """
    suppliers = _supplied(dossier)
    found: dict[str, Product] = {}
    for key in _from_below(dossier):
        links = []
        for other in dict.fromkeys(dossier.services[key].depends_on):
            given = promises.get(other)
            if given is None:
                given = found[other].value if other in found else _ALL
            if given < _ALL:
                links.append(Link(other, given))
        links += [link for link in suppliers.get(key, ()) if link.value < _ALL]
        found[key] = Product(tuple(links))
    return found


def _supplied(dossier: Dossier) -> dict[str, list[Link]]:
    """Return the suppliers' availabilities by service, the best contract of each supplier."""
    best: dict[tuple[str, str], Decimal] = {}
    for contract in dossier.registers.supplier_contracts:
        if contract.status != "in force" or (contract.end is not None and contract.end < dossier.today):
            continue
        values = [target.value for target in contract.targets if is_availability(target)]
        for service in contract.services if values else ():
            pair = (service, contract.supplier)
            best[pair] = max(best.get(pair, Decimal(0)), *values)
    found: dict[str, list[Link]] = {}
    for (service, key), value in best.items():
        supplier = dossier.suppliers.get(key)
        found.setdefault(service, []).append(Link(supplier.name if supplier else key, value, supplied=True))
    return found


def _from_below(dossier: Dossier) -> Iterator[str]:
    """Yield every service after those it depends on; each is visited once, however deep the chain."""
    services = dossier.services
    done: set[str] = set()
    for start in services:
        path = [] if start in done else [(start, iter(services[start].depends_on))]
        done.add(start)
        while path:
            key, others = path[-1]
            other = next((each for each in others if each in services and each not in done), None)
            if other is None:
                path.pop()
                yield key
            else:
                done.add(other)
                path.append((other, iter(services[other].depends_on)))
