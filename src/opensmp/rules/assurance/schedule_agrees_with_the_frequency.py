"""Whether as many audits and reviews are planned as the stated frequency asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.plan.assurance import ReviewPlan
from opensmp.plan.terms import Cadence
from opensmp.rules.assurance._examples import begun
from opensmp.rules.assurance._helpers import cadence_name, expected, in_period, scheduled


@rule(
    "ASR-19",
    clause="9.3",
    severity=ADVICE,
    requirements=("R17", "R46"),
    examples=(
        fails(
            "Audits are said to be monthly, and a few are planned in the period",
            lambda d: put(d, "plan/assurance/programme", frequency="monthly"),
        ),
        fails(
            "frequency: half-yearly, and “the quarterly management review” in the text",
            lambda d: put(
                d,
                "plan/assurance/management_review",
                decides=begun(
                    d.plan.assurance.management_review.decides,
                    "The management review is held weekly.",
                    "Tinjauan manajemen diadakan setiap minggu.",
                ),
            ),
        ),
        passes("As many reviews are planned as the frequency asks for", lambda d: d),
    ),
)
def schedule_agrees_with_the_frequency(dossier: Dossier) -> Iterator[Finding]:
    """The schedule agrees with the stated frequency.

    Why: "quarterly" beside two planned dates makes one of them untrue, and the auditor will hold the stricter one
    against you.

    Fix: plan the missing occurrences, or state the frequency that is meant.
    """
    section = dossier.plan.assurance
    audits = len(scheduled(dossier))
    if section.programme.frequency and 0 < audits < expected(dossier, section.programme.frequency):
        yield Finding(
            where=at("plan/assurance/programme/frequency"),
            says=n_(
                "Internal audits are {frequency}, but {n} is planned in the period",
                "Internal audits are {frequency}, but {n} are planned in the period",
                audits,
                frequency=cadence_name(section.programme.frequency),
            ),
            also=(at("registers/audits"),),
        )
    yield from _of_reviews(dossier)


def _of_reviews(dossier: Dossier) -> Iterator[Finding]:
    planned = dossier.plan.assurance.management_review
    if planned.frequency is None:
        return
    where = at("plan/assurance/management_review/frequency")
    days = [
        day for row in dossier.registers.reviews if (day := row.planned or row.performed) and in_period(dossier, day)
    ]
    if 0 < len(days) < expected(dossier, planned.frequency):
        yield Finding(
            where=where,
            says=n_(
                "Management reviews are {frequency}, but {n} is planned in the period",
                "Management reviews are {frequency}, but {n} are planned in the period",
                len(days),
                frequency=cadence_name(planned.frequency),
            ),
            also=(at("registers/reviews"),),
        )
    yield from _of_review_texts(planned, planned.frequency)


def _of_review_texts(planned: ReviewPlan, frequency: Cadence) -> Iterator[Finding]:
    for name, prose in (("decides", planned.decides), ("topics_text", planned.topics_text)):
        for _language, words in prose.each():
            said, quote = _cadence_in(words)
            if said and said != frequency:
                yield Finding(
                    where=at("plan/assurance/management_review", name),
                    says=_(
                        "Management reviews are {frequency}, but the text says “{quote}”",
                        frequency=cadence_name(frequency),
                        quote=quote,
                    ),
                    also=(at("plan/assurance/management_review/frequency"),),
                    quote=quote,
                )
                break


_CADENCES: dict[Cadence, str] = {
    "weekly": r"weekly|(?:each|every) week|(?:setiap|tiap) minggu|mingguan",
    "monthly": r"monthly|(?:each|every) month|(?:setiap|tiap) bulan|bulanan",
    "quarterly": r"quarterly|(?:each|every) quarter|four times a year|(?:setiap|tiap) (?:triwulan|kuartal)|empat kali setahun",
    "half-yearly": r"half-yearly|every half[- ]year|twice a year|every six months|(?:setiap|tiap) semester|dua kali setahun",
    "yearly": r"yearly|annual|annually|once a year|(?:each|every) year|(?:setiap|tiap) tahun|sekali setahun|setahun sekali",
}


@cache
def _spoken() -> re.Pattern[str]:
    before = "|".join(f"(?P<c{place}>{words})" for place, words in enumerate(_CADENCES.values()))
    behind = "|".join(f"(?P<d{place}>{words})" for place, words in enumerate(_CADENCES.values()))
    review = r"(?:management reviews?|tinjauan manajemen)"
    return re.compile(rf"\b(?:{before}) {review}|\b{review}(?: \w+){{0,4}}? (?:{behind})\b", re.I)


def _cadence_in(words: str) -> tuple[Cadence | None, str]:
    """Return the cadence that a text gives to the management review itself, and the words; the plan's own review is none."""
    lowered = words.lower()
    named = "management review" in lowered or "tinjauan manajemen" in lowered
    found = _spoken().search(words) if named else None
    if found is None or re.search(r"\b(?:plan|rencana)\b", found[0], re.I):
        return None, ""
    return next(name for place, name in enumerate(_CADENCES) if found[f"c{place}"] or found[f"d{place}"]), found[0]
