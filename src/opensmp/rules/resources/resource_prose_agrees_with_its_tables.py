"""Whether the figures in the prose of section 4 stand in its tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import sentences
from opensmp.plan.resources import Budget, Resources
from opensmp.rules.resources._examples import more
from opensmp.rules.resources._figures import Figure, people_in, totals_in
from opensmp.rules.resources._helpers import UNITS, fte, planned


def _one_person_more(dossier: Dossier) -> Dossier:
    wrong = fte(dossier.plan.resources.people) + (dossier.organisation.it_staff or 0) + 1
    words = f"{wrong:f}"
    return more(
        dossier,
        f"The plan is carried by {words} FTE in all.",
        f"Rencana ini dijalankan oleh {words.replace('.', ',')} FTE secara keseluruhan.",
    )


def _right(dossier: Dossier) -> Dossier:
    words = f"{fte(dossier.plan.resources.people):f}"
    return more(
        dossier,
        f"The plan is carried by {words} FTE in all.",
        f"Rencana ini dijalankan oleh {words.replace('.', ',')} FTE secara keseluruhan.",
    )


@rule(
    "RES-19",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R46", "R73"),
    detects=("funding-unclear", "resources-unspecified"),
    examples=(
        fails("The prose names more full-time equivalents than the table", _one_person_more),
        passes("The prose names the sum of the table", _right),
    ),
)
def resource_prose_agrees_with_its_tables(dossier: Dossier) -> Iterator[Finding]:
    """The figures in the prose of section 4 agree with its tables.

    Why: two figures for the same people or the same money in one section show that one of them was not kept
    current.

    Fix: correct the sentence, or leave the figure to the table.
    """
    section = dossier.plan.resources
    people, money = _people(dossier), _money(section)
    prevailing = dossier.plan.identity.language
    for field, prose in (("text", section.text), ("commitment", section.commitment)):
        seen: set[Decimal] = set()
        for language, words in prose.each():
            for figure in _wrong(words, language or prevailing, people, money):
                if figure.value in seen:
                    continue
                seen.add(figure.value)
                yield Finding(
                    where=at("plan/resources", field),
                    says=_(
                        "The prose of section 4 says “{words}”, which no table of the section states",
                        words=figure.words,
                    ),
                    quote=figure.words,
                    also=(at("plan/resources/people"), at("plan/resources/budget")),
                )


def _wrong(text: str, language: str, people: set[Decimal], money: set[Decimal]) -> Iterator[Figure]:
    for sentence in sentences(text):
        if people:
            yield from (figure for figure in people_in(sentence.text, language) if figure.value not in people)
        if money:
            yield from (figure for figure in totals_in(sentence.text, language) if not _stated(figure, money))


def _stated(figure: Figure, money: set[Decimal]) -> bool:
    """Whether a sum is one of the tables', rounded as its words round it (Rp 12.4 billion)."""
    return any(abs(figure.value - each) <= abs(each) / 200 for each in money)


def _people(dossier: Dossier) -> set[Decimal]:
    section = dossier.plan.resources
    if not section.people:
        return set()
    sums = {fte(section.people), fte(section.people, "operation"), fte(section.people, "improvement")}
    stated = {each for each in (section.total_fte, dossier.organisation.it_staff) if each is not None}
    lines = {line.fte for line in section.people} | {
        line.actual_fte for line in section.people if line.actual_fte is not None
    }
    units: dict[str, Decimal] = {}
    for line in section.people:
        units[line.unit or ""] = units.get(line.unit or "", Decimal(0)) + line.fte
    return sums | stated | lines | set(units.values())


def _money(section: Resources) -> set[Decimal]:
    if section.budget is None:
        return set()
    factor = UNITS[section.budget.unit]
    costs = {training.cost.amount for training in section.training if training.cost is not None}
    return {figure * factor for figure in _planned(section.budget)} | costs


def _planned(budget: Budget) -> set[Decimal]:
    stated = {each for each in (budget.total, budget.operation, budget.improvement) if each is not None}
    sums = {planned(budget.lines), planned(budget.lines, "operation"), planned(budget.lines, "improvement")}
    kinds: dict[str, Decimal] = {}
    for line in budget.lines:
        kinds[line.kind] = kinds.get(line.kind, Decimal(0)) + line.planned
    actual = {line.actual for line in budget.lines if line.actual is not None}
    return stated | sums | actual | {line.planned for line in budget.lines} | set(kinds.values())
