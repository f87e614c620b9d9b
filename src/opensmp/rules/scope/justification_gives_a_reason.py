"""Whether the justification of an exclusion is more than "not relevant"."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Correction, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import blank_reason, gives_no_reason, spoken


@rule(
    "SCO-03",
    clause="4.3",
    severity=ADVICE,
    requirements=("R10", "R70"),
    detects=("exclusion-unjustified",),
    examples=(
        fails(
            "Justification: “Not relevant.”",
            lambda dossier: put(
                dossier,
                "plan/scope/exclusions/*",
                justification=spoken(
                    dossier, en="Not relevant to the scope.", id="Tidak relevan dengan ruang lingkup."
                ),
            ),
        ),
        passes(
            "Justification: “Operated by the parent company under its own certificate.”",
            lambda dossier: put(
                dossier,
                "plan/scope/exclusions/*",
                justification=spoken(
                    dossier,
                    en="Operated by the parent group under its own certificate.",
                    id="Dioperasikan oleh induk usaha di bawah sertifikatnya sendiri.",
                ),
            ),
        ),
    ),
)
def justification_gives_a_reason(dossier: Dossier) -> Iterator[Finding]:
    """The justification of an exclusion gives a reason.

    Why: "not relevant", "out of scope" or the subject said again tells nobody why the boundary runs there, and an
    auditor treats it like no justification.

    Fix: write who runs what is excluded and why the services in scope do not depend on it.
    """
    for exclusion in dossier.plan.scope.exclusions:
        where = at("plan/scope/exclusions", exclusion.id, "justification")
        subject = " ".join(text for _language, text in exclusion.subject.each())
        for _language, text in exclusion.justification.each():
            if gives_no_reason(text, subject):
                says = _(
                    "The justification of exclusion {id} “{subject}” gives no reason: “{text}”",
                    id=exclusion.id, subject=exclusion.subject, text=text.strip(),
                )  # fmt: skip
                correction = Correction("meaning", where, text, blank_reason(dossier))
                yield Finding(where, says, quote=text.strip(), correction=correction)
                break
