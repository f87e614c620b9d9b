"""Whether the plan says how a breach of personal data is notified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import ADVICE, Finding, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import spoken
from opensmp.rules.scope._regulation import OBLIGATIONS, anywhere, as_bank, notice, rests_on, reworded, says_all


@cache
def _breach() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:breach(?:es)?|failures?|leaks?|incidents?|loss(?:es)?|kegagalan|kebocoran|pelanggaran|insiden|kehilangan)\b",
        re.IGNORECASE,
    )


@cache
def _personal() -> re.Pattern[str]:
    return re.compile(r"\bpersonal data|data pribadi|\bPDP\b|privacy|privasi", re.IGNORECASE)


@rule(
    "OJK-06",
    clause="8.7.3",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R21", "R28"),
    examples=(
        fails(
            "A plan that speaks of breaches without telling anybody",
            lambda dossier: reworded(
                _silent(as_bank(dossier)), "plan", _personal(), en="customer records", id="catatan pelanggan"
            ),
        ),
        passes("“A breach of personal data is notified in writing.”", as_bank),
    ),
)
def personal_data_breach_notice_is_addressed(dossier: Dossier) -> Iterator[Finding]:
    """Notice of a breach of personal data is addressed.

    Why: UU 27/2022 asks for written notice to the people concerned and to the authority. (The limit of 3 × 24
    hours is not verified: read the law.)

    Fix: say among the obligations or in the security practice who gives notice, to whom and within which limit.
    """
    law = dossier.standard.obligations.get("uu-27-2022")
    if dossier.organisation.country != "ID" or law is None or not dossier.plan.scope.obligations:
        return
    own = (
        text
        for obligation in dossier.plan.scope.obligations
        if rests_on(obligation, law, dossier)
        for _language, text in obligation.applies.each()
    )
    if any(says_all(text, _breach(), notice()) for text in own) or anywhere(dossier, _personal(), _breach(), notice()):
        return
    yield Finding(OBLIGATIONS, _("The plan does not say how a breach of personal data is notified."))


def _silent(dossier: Dossier) -> Dossier:
    """Return a copy whose obligation under the law speaks of contracts only."""
    law = dossier.standard.obligations["uu-27-2022"]
    text = spoken(
        dossier,
        en="Suppliers that process records of our customers are bound by contract to do the same as we do.",
        id="Pemasok yang mengolah catatan pelanggan kami terikat kontrak untuk berbuat sama seperti kami.",
    )
    return edit(
        dossier,
        "plan/scope/obligations",
        lambda rows: tuple(replace(row, applies=text) if rests_on(row, law, dossier) else row for row in rows),
    )
