"""Whether the roles know an IT steering committee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import flat
from opensmp.rules.scope._regulation import as_bank, reworded, supervised


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:IT|information technology|technology) )?steering committee|komite pengarah(?: (?:TI|teknologi informasi))?",
        re.IGNORECASE,
    )


@rule(
    "OJK-02",
    clause="5.3",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R12", "R28"),
    examples=(
        fails(
            "A commercial bank with a “coordination forum” only",
            lambda dossier: reworded(
                as_bank(dossier), "plan/roles", _committee(), en="coordination forum", id="forum koordinasi"
            ),
        ),
        passes("A commercial bank with a Komite Pengarah TI", as_bank),
    ),
)
def steering_committee_is_a_role(dossier: Dossier) -> Iterator[Finding]:
    """The IT steering committee is among the roles.

    Why: the regulations on IT of banks and finance companies give the IT steering committee (Komite Pengarah TI)
    duties of its own (non-bank institutions: above an asset threshold).

    Fix: add the committee as a role of kind "body" with its duties, or say in section 3 which body acts as one.
    """
    section = dossier.plan.roles
    if not supervised(dossier) or "roles" not in dossier.stated or dossier.organisation.sector == "rural bank":
        return
    texts = [section.structure, section.text, *(each.text for each in section.subsections)]
    texts += [prose for role in section.roles for prose in (role.title, role.duties, role.authority)]
    if not any(_committee().search(flat(text)) for prose in texts for _language, text in prose.each()):
        yield Finding(at("plan/roles/roles"), _("Section 3 names no IT steering committee (Komite Pengarah TI)."))
