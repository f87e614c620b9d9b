"""Whether at least one authority is stated as an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Role
from opensmp.rules.roles._examples import said


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(r"\b(?:Rp|IDR|USD|EUR|SGD)\.?\s?\d|\d\s*(?:million|billion|juta|miliar|milyar)\b", re.IGNORECASE)


def _in_words_only(dossier: Dossier) -> Dossier:
    words = said(dossier, "Approves what the role answers for.", "Menyetujui hal yang menjadi tanggung jawabnya.")

    def changed(role: Role) -> Role:
        return replace(role, limit=None, authority=words if role.authority or role.limit else role.authority)

    return edit(dossier, "plan/roles/roles", lambda roles: tuple(changed(role) for role in roles))


@rule(
    "ROL-31",
    clause="6.3",
    severity=ADVICE,
    requirements=("R12", "R21"),
    examples=(
        fails("Authorities in words, and no amount anywhere", _in_words_only),
        passes("One role has a limit", lambda d: d),
    ),
)
def approval_limits_are_amounts(dossier: Dossier) -> Iterator[Finding]:
    """Approval limits are stated as amounts.

    Why: “approves purchases” leaves open which; the limit is what decides who has to be asked.

    Fix: enter the amount and its currency up to which the role may commit money, or refer to the list of limits.
    """
    roles = dossier.plan.roles.roles
    if not any(role.authority for role in roles) or any(role.limit for role in roles):
        return
    if not any(_amount().search(words) for role in roles for _language, words in role.authority.each()):
        yield Finding(
            where=at("plan/roles/roles"), says=_("No role of section 3 states an approval limit as an amount")
        )
