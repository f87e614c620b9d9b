"""Whether a requirement of the standard is said not to apply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import clause_references, exclusion_of_requirement
from opensmp.rules.scope._helpers import spaced, with_sentence


@rule(
    "SCO-08",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R70"),
    detects=("exclusion-unjustified",),
    examples=(
        fails(
            "“Clause 8.4.3 is not applicable.”",
            lambda dossier: with_sentence(
                dossier,
                "plan/scope/boundaries",
                en="Clause 8.4.3 of ISO/IEC 20000-1:2018 is not applicable.",
                id="Klausul 8.4.3 ISO/IEC 20000-1:2018 tidak berlaku.",
            ),
        ),
        passes("Excluding a site, a unit, a customer or a service", lambda dossier: dossier),
    ),
)
def no_requirement_is_excluded(dossier: Dossier) -> Iterator[Finding]:
    """No requirement of the standard is excluded.

    Why: the organisation chooses services, customers, units and sites, never requirements. An excluded clause
    ends the audit before it has begun.

    Fix: take the exclusion out and say how the requirement is met here, however small: by whom, how often, with
    which record.
    """
    titles = frozenset(
        spaced(title)
        for practice in dossier.standard.practices.values()
        for title in (practice.title.en, practice.title.id)
    )
    for exclusion in dossier.plan.scope.exclusions:
        subjects = [text for _language, text in exclusion.subject.each()]
        if any(clause_references(text) or spaced(text) in titles for text in subjects):
            says = _(
                "Exclusion {id} leaves out a requirement of the standard: “{subject}”",
                id=exclusion.id, subject=exclusion.subject,
            )  # fmt: skip
            yield Finding(at("plan/scope/exclusions", exclusion.id, "subject"), says, quote=str(exclusion.subject))
    told = None
    for text, _language, said in dossier.wording.holding(_SIGNS):
        if text is told or not _might().search(said):
            continue
        quote = next((each.words for each in exclusion_of_requirement(said) if not _denied().search(each.words)), "")
        if quote:
            told = text
            says = _("A requirement of the standard is said not to apply: “{sentence}”", sentence=quote)
            yield Finding(at(*text.parts), says, quote=quote)


_SIGNS = ("claus", "klaus", "requirement", "persyaratan", "iso", "sni")


@cache
def _denied() -> re.Pattern[str]:
    """Match the words of a sentence that says the opposite: no requirement is excluded."""
    return re.compile(
        r"\b(?:(?:no|none of the|neither) (?:\w+ ){0,3}(?:requirements?|clauses?)|(?:may|can|must|shall) not be|cannot be|"
        r"nothing is|(?:tidak|tak) ada (?:\w+ ){0,3}(?:persyaratan|klausul)|tidak satu pun|tanpa mengecualikan|"
        r"tidak (?:boleh |dapat |bisa )?dikecualikan)\b",
        re.IGNORECASE,
    )


@cache
def _might() -> re.Pattern[str]:
    """Match the words without which no sentence can be about a requirement: a quick look before the thorough one."""
    return re.compile(r"\b(?:sub-?)?claus|\bklaus|\brequirement|\bpersyaratan|\bISO\b|\bSNI\b", re.IGNORECASE)
