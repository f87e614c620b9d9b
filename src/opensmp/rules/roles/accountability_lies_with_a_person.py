"""Whether accountability lies with a role that one person holds inside the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.roles import Role
from opensmp.rules.roles._examples import body, change_row, governing, with_role, without
from opensmp.rules.roles._helpers import rows


@cache
def _outside() -> re.Pattern[str]:
    return re.compile(
        r"^(?:the )?(?:supplier|vendor|contractor|provider|pemasok|penyedia|rekanan)s?\b(?! manag)", re.IGNORECASE
    )


def _committee(dossier: Dossier) -> Dossier:
    duty = governing(dossier)
    changed = change_row(dossier, duty, cells=without(duty.cells, "A"))
    return with_role(changed, body(dossier), duty, "A")


@rule(
    "ROL-21",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails("A committee is accountable", _committee),
        passes("A committee is consulted", lambda d: with_role(d, body(d), governing(d), "C")),
    ),
)
def accountability_lies_with_a_person(dossier: Dossier) -> Iterator[Finding]:
    """Accountability lies with a person's role inside the organisation.

    Why: a committee decides and goes home, a supplier answers only for its contract, a customer not at all; accountability for services
    cannot be given away.

    Fix: give the A to the role that chairs the committee or manages the supplier, and let the body approve as R or C.
    """
    for row in rows(dossier):
        if len(row.accountable) != 1:
            continue
        role = dossier.people.roles.get(row.accountable[0])
        what = _what(role) if role else None
        if role is not None and what is not None:
            yield Finding(
                where=row.where / "cells" / role.id,
                says=_(
                    "“{activity}” makes {what} accountable: {role}",
                    activity=row.duty.activity,
                    what=what,
                    role=role.title,
                ),
                quote=str(row.duty.activity),
            )


def _what(role: Role) -> Message | None:
    if role.kind == "body":
        return _("a committee")
    if role.kind == "customer":
        return _("a customer")
    return _("a supplier") if role.kind == "other" and _outside().search(str(role.title)) else None
