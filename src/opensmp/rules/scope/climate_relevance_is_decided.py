"""Whether somebody decided if climate change is a relevant issue."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.scope import Climate
from opensmp.rules.scope._helpers import spoken


@rule(
    "SCO-18",
    clause="4.1",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails("`climate` left out", lambda dossier: put(dossier, "plan/scope", climate=None)),
        fails(
            "`relevant: false` without a reason",
            lambda dossier: put(dossier, "plan/scope", climate=Climate(relevant=False)),
        ),
        passes(
            "Not relevant, with the reason",
            lambda dossier: put(
                dossier,
                "plan/scope",
                climate=Climate(
                    relevant=False,
                    reason=spoken(dossier, en="No site is exposed.", id="Tidak ada lokasi yang terpapar."),
                ),
            ),
        ),
    ),
)
def climate_relevance_is_decided(dossier: Dossier) -> Iterator[Finding]:
    """Whether climate change is a relevant issue is decided, with the reason.

    Why: the amendment of 2024 asks every organisation to decide. Either answer is fine; no answer is a finding.

    Fix: set `relevant` to true or false and give the reason, such as floods at a data centre or services without
    a site.
    """
    climate = dossier.plan.scope.climate
    if "scope" not in dossier.stated:
        return
    if climate is None:
        says = _("Section 1 does not say whether climate change is a relevant issue (amendment 1:2024).")
        yield Finding(at("plan/scope/climate"), says)
    elif not climate.reason:
        says = _("Section 1 decides on climate change without giving a reason.")
        yield Finding(at("plan/scope/climate/reason"), says)
