"""Whether internal suppliers and customers acting as suppliers are addressed."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "SUP-10",
    clause="8.3.4.2",
    severity=BLOCKS,
    requirements=("R16", "R21", "R51"),
    detects=("supplier-not-identified",),
    items=("f",),
    examples=(
        fails(
            "Neither `others` nor `none_other: true`",
            lambda dossier: put(dossier, "plan/suppliers", others=(), none_other=False),
        ),
        passes("`none_other: true`", lambda dossier: put(dossier, "plan/suppliers", others=(), none_other=True)),
    ),
)
def other_parties_are_addressed(dossier: Dossier) -> Iterator[Finding]:
    """Internal suppliers and customers acting as a supplier are addressed.

    Why: a network run by another department, or data delivered by the customer, can stop a service as well as any
    supplier. "There are none" is an answer; silence is not.

    Fix: list them with what they run, how they are controlled and under which agreement, or set `none_other` to
    true.
    """
    section = dossier.plan.suppliers
    if "suppliers" not in dossier.stated:
        return
    if section.others and section.none_other:
        says = _(
            "Section 7 says that there are no other parties, and lists {names}.",
            names=tuple(each.name for each in section.others),
        )
        yield Finding(at("plan/suppliers/none_other"), says)
    elif not section.others and not section.none_other:
        yield Finding(
            at("plan/suppliers/others"),
            _(
                "Section 7 says nothing about internal suppliers and customers acting as a supplier, not even that there are none."
            ),
        )
