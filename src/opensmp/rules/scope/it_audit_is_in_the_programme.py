"""Whether the audit programme holds the IT audit and its outside review."""

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
def _audit() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:internal )?(?:IT|information technology) (?:internal )?audits?\b|\binternal audit of (?:IT|information technology)\b|"
        r"\baudit (?:intern(?:al)? )?(?:atas |terhadap )?(?:TI|teknologi informasi)\b",
        re.IGNORECASE,
    )


@rule(
    "OJK-08",
    clause="9.2",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R17", "R28"),
    examples=(
        fails(
            "A programme that audits the SMS only",
            lambda dossier: reworded(
                reworded(as_bank(dossier), "plan/assurance", _audit(), en="SMS audit", id="audit SML"),
                "registers/audits",
                _audit(),
                en="SMS audit",
                id="audit SML",
            ),
        ),
        passes("An internal IT audit that an external party reviews", as_bank),
    ),
)
def it_audit_is_in_the_programme(dossier: Dossier) -> Iterator[Finding]:
    """The programme holds the internal IT audit and its external review.

    Why: supervised institutions have their IT audited internally, and the audit function reviewed from outside.
    (The pack holds the interval of 3 years as not verified: read the instrument.)

    Fix: refer to the IT audit in section 8 and say when an external party last reviewed the audit function.
    """
    if not supervised(dossier) or "assurance" not in dossier.stated:
        return
    said = tuple(_said(dossier))
    missing = tuple(
        word
        for word, pattern in ((_("internal IT audit"), _audit()), (_("external review of the audit"), _outside()))
        if not any(pattern.search(text) for text in said)
    )
    if missing:
        yield Finding(at("plan/assurance/programme"), _("Section 8 does not speak of: {missing}.", missing=missing))


def _said(dossier: Dossier) -> Iterator[str]:
    """Yield what section 8 and the audits of its programme say."""
    programme = dossier.plan.assurance.programme
    for text in dossier.texts:
        if text.section == "assurance":
            yield from (flat(said) for _language, said in text.prose.each())
    for audit in (dossier.audits[key] for key in programme.audits if key in dossier.audits):
        for prose in (audit.title, audit.criteria):
            yield from (flat(said) for _language, said in prose.each())


@cache
def _outside() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:external|outside|independent)\b[^.\n]{0,60}\b(?:review\w*|assess\w*|part(?:y|ies))|"
        r"\breview\w*\b[^.\n]{0,60}\b(?:external|outside|independent)|\bkaji ulang|\bdikaji ulang|"
        r"\b(?:ditinjau|tinjauan|penilaian|dinilai|pemeriksaan|diperiksa)\b[^.\n]{0,60}\b(?:eksternal|independen|pihak luar)",
        re.IGNORECASE,
    )
