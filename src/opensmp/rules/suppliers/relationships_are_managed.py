"""Whether section 7 says how relationships with suppliers are managed."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.suppliers._helpers import known_lines


@rule(
    "SUP-07",
    clause="8.3.4",
    severity=BLOCKS,
    requirements=("R16", "R76"),
    detects=("supplier-relationship-unplanned",),
    items=("f",),
    examples=(
        fails(
            "A supplier without a word on how it is managed",
            lambda dossier: put(dossier, "plan/suppliers/suppliers/*", management=Prose()),
        ),
        fails("`approach` left empty", lambda dossier: put(dossier, "plan/suppliers", approach=Prose())),
        passes("A monthly meeting and a yearly review", lambda dossier: dossier),
    ),
)
def relationships_are_managed(dossier: Dossier) -> Iterator[Finding]:
    """How the relationship with each supplier is managed is stated.

    Why: suppliers belong to the most common groups of findings. A contract in a drawer is not management.

    Fix: say who meets the supplier, how often, what is measured, and what happens when a target is missed.
    """
    if "suppliers" not in dossier.stated:
        return
    if not dossier.plan.suppliers.approach:
        where = at("plan/suppliers/approach")
        yield Finding(
            where, _("Section 7 does not say how other parties are chosen, agreed with, measured and reviewed.")
        )
    for line, supplier in known_lines(dossier):
        if not line.management:
            says = _(
                "Section 7 does not say how the relationship with supplier {id} “{name}” is managed.",
                id=supplier.id, name=supplier.name,
            )  # fmt: skip
            yield Finding(at("plan/suppliers/suppliers", supplier.id, "management"), says, quote=supplier.name)
