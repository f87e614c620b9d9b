"""Whether section 7 names the suppliers that contribute, or says that there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_


@rule(
    "SUP-01",
    clause="8.3.4",
    severity=BLOCKS,
    requirements=("R16", "R51", "R76"),
    detects=("supplier-not-identified",),
    items=("f",),
    examples=(
        fails("`suppliers: []` in section 7", lambda dossier: put(dossier, "plan/suppliers", suppliers=())),
        passes("One supplier", lambda dossier: dossier),
    ),
)
def suppliers_are_identified(dossier: Dossier) -> Iterator[Finding]:
    """The suppliers that contribute to the services are identified.

    Why: what others deliver is part of the service, and the organisation answers for all of it. A plan that names
    no supplier has left part of its services out.

    Fix: list each key supplier with its role, services, contract and owner, or say in words that no external
    supplier contributes.
    """
    section = dossier.plan.suppliers
    if section.suppliers:
        return
    contributing = [row for row in dossier.registers.suppliers if row.services]
    where = at("plan/suppliers/suppliers")
    if contributing:
        says = n_(
            "Section 7 names no supplier, though the register holds one that contributes: {names}.",
            "Section 7 names no supplier, though the register holds {n} that contribute, among them {names}.",
            len(contributing),
            names=tuple(row.name for row in contributing[:3]),
        )
        yield Finding(where, says, also=(at("registers/suppliers", contributing[0].id),))
    elif not any(
        _none().search(" ".join(text.split()))
        for prose in (section.approach, section.text)
        for _language, text in prose.each()
    ):
        yield Finding(where, _("Section 7 names no supplier and does not say that there is none."))


@cache
def _none() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:no|without|none of the) (?:external |outside |key )?suppliers?\b|\b(?:tidak ada|tanpa) (?:pemasok|penyedia jasa)",
        re.IGNORECASE,
    )
