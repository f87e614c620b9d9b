"""Whether internal audit is carried out by others than those who are audited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, add, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Duty, RoleKind
from opensmp.rules.roles._examples import holding, said
from opensmp.rules.roles._helpers import of_kind, rows

_AUDITED: tuple[RoleKind, ...] = ("sms owner", "practice owner", "service owner", "service management", "operations")


def _audited_by(dossier: Dossier, kind: RoleKind) -> Dossier:
    audit = holding(dossier, "internal audit").id
    cells = {audit: "A", holding(dossier, kind).id: "R"} if kind != "internal audit" else {audit: "R/A"}
    duty = Duty(
        id="RACI-EX-1",
        activity=said(dossier, "Internal audit of the archive", "Audit internal atas arsip"),
        group=dossier.plan.roles.raci[0].group,
        key=True,
        cells=cells,
    )
    return add(dossier, "plan/roles/raci", duty)


@rule(
    "ROL-38",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R12", "R17", "R54"),
    examples=(
        fails("The SMS owner carries out the internal audit", lambda d: _audited_by(d, "sms owner")),
        passes("Internal audit carries out the internal audit", lambda d: _audited_by(d, "internal audit")),
    ),
)
def auditors_carry_out_the_audit(dossier: Dossier) -> Iterator[Finding]:
    """Internal audit is carried out by others than those who are audited.

    Why: whoever runs the system or a practice cannot find fault with it impartially.

    Fix: give the R of the audit to the internal auditors; those who are audited are consulted or informed.
    """
    audited = {role.id: role for role in of_kind(dossier, *_AUDITED)}
    for row in rows(dossier):
        if not any(_audit().search(words) for _language, words in row.duty.activity.each()):
            continue
        own = tuple(audited[role].title for role in row.responsible if role in audited)
        if own:
            yield Finding(
                where=row.where,
                says=_(
                    "“{activity}” is carried out by {roles}, whose own work is audited",
                    activity=row.duty.activity, roles=own,
                ),
                quote=str(row.duty.activity),
            )  # fmt: skip


@cache
def _audit() -> re.Pattern[str]:
    return re.compile(
        r"^\W*(?:(?:carry out|perform|conduct|melaksanakan|melakukan) )?(?:the )?(?:internal audits?|audit intern(?:al)?)\b",
        re.I,
    )
