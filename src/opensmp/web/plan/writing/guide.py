"""What stands beside the text while it is written: what it must say, an example, pitfalls, and how its promise fares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.guidance import SectionGuidance, guidance
from opensmp.i18n import Message, _
from opensmp.measures.verdict import Verdict
from opensmp.plan.commitments import Claim, Commitment
from opensmp.web.desk import Desk
from opensmp.web.plan.margin import Note, evidence_note
from opensmp.web.plan.writing.subject import Subject

Told = Callable[[Dossier], bool]

_TABLE_GUIDES: Mapping[str, str] = {
    "limitations": "limitations",
    "obligations": "obligations",
    "technology": "technology",
    "reporting": "reporting",
}
_PART_GUIDES: Mapping[str, str] = {"approach": "approach"}

_SAID: Mapping[str, tuple[Told | None, ...]] = {
    "scope": (
        lambda d: bool(d.plan.scope.services),
        lambda d: bool(d.plan.scope.customers),
        lambda d: bool(d.plan.scope.units and d.plan.scope.sites),
        lambda d: bool(d.plan.scope.exclusions) and all(row.justification for row in d.plan.scope.exclusions),
        lambda d: bool(d.plan.scope.policy and d.plan.scope.context and d.plan.scope.parties),
    ),
    "limitations": (
        lambda d: bool(d.plan.scope.limitations),
        None,
        lambda d: (
            bool(d.plan.scope.limitations) and all(row.handling and row.owner for row in d.plan.scope.limitations)
        ),
        None,
    ),
    "obligations": (
        lambda d: bool(d.plan.scope.obligations),
        lambda d: bool(d.plan.scope.obligations) and all(row.applies for row in d.plan.scope.obligations),
        lambda d: bool(d.plan.scope.obligations) and all(row.owner for row in d.plan.scope.obligations),
    ),
    "objectives": (
        lambda d: bool(d.plan.objectives.objectives) and all(row.policy for row in d.plan.objectives.objectives),
        lambda d: (
            bool(d.plan.objectives.objectives)
            and all(row.target is not None or row.evidence for row in d.plan.objectives.objectives)
        ),
        lambda d: (
            bool(d.plan.objectives.objectives)
            and all(row.source and row.frequency for row in d.plan.objectives.objectives)
        ),
        lambda d: bool(d.plan.objectives.objectives) and all(row.actions for row in d.plan.objectives.objectives),
        None,
    ),
    "roles": (
        lambda d: bool(d.plan.roles.overall and d.plan.review.approver),
        lambda d: bool(d.practices) and all(row.owner for row in d.practices.values()),
        lambda d: any(row.limit for row in d.plan.roles.roles),
        lambda d: bool(d.plan.roles.audit_reports_to),
        lambda d: bool(d.plan.roles.raci),
    ),
    "resources": (
        lambda d: bool(
            d.plan.resources.people
            and d.plan.resources.technology
            and d.plan.resources.information
            and d.plan.resources.budget
        ),
        lambda d: (
            d.plan.resources.budget is not None
            and d.plan.resources.budget.operation is not None
            and d.plan.resources.budget.improvement is not None
        ),
        lambda d: (
            d.plan.resources.budget is not None
            and bool(d.plan.resources.budget.currency and d.plan.resources.budget.period)
        ),
        lambda d: bool(d.plan.resources.training),
        lambda d: bool(d.plan.resources.committed_by),
    ),
    "portfolio": (
        lambda d: (
            bool(d.plan.portfolio.services) and all(row.summary and row.owner for row in d.plan.portfolio.services)
        ),
        lambda d: bool(d.plan.portfolio.services) and all(row.slas for row in d.plan.portfolio.services),
        lambda d: bool(d.plan.portfolio.as_of),
        lambda d: bool(d.plan.portfolio.document),
    ),
    "suppliers": (
        lambda d: bool(d.plan.suppliers.suppliers) and all(row.services for row in d.plan.suppliers.suppliers),
        lambda d: bool(d.plan.suppliers.suppliers) and all(row.contracts for row in d.plan.suppliers.suppliers),
        lambda d: (
            bool(d.plan.suppliers.suppliers) and all(row.owner and row.review for row in d.plan.suppliers.suppliers)
        ),
        lambda d: bool(d.plan.suppliers.others or d.plan.suppliers.none_other),
        lambda d: bool(d.plan.suppliers.accountability),
    ),
    "assurance": (
        lambda d: bool(d.plan.assurance.programme.audits),
        lambda d: bool(d.plan.assurance.programme.competence and d.plan.assurance.programme.independence),
        lambda d: bool(d.plan.assurance.management_review.frequency and d.plan.assurance.management_review.topics),
        lambda d: bool(d.plan.assurance.timeline),
    ),
    "improvement": (
        lambda d: bool(d.plan.improvement.initiatives),
        None,
        lambda d: bool(d.plan.improvement.criteria),
        None,
    ),
    "review": (
        lambda d: bool(d.plan.review.cadence),
        lambda d: bool(d.plan.review.triggers),
        lambda d: bool(d.plan.review.approver and d.plan.review.retention),
        lambda d: d.organisation.go_live is not None,
    ),
}
"""Whether the plan says each point of a guide, by the guide's key; None where only a reader can tell."""


class Point(NamedTuple):
    """Something the text must say. ``state`` is ``ok``, ``wait`` or ``calm`` (a reader judges)."""

    state: str
    text: str
    start: str = ""


class Guide(NamedTuple):
    """The guidance beside a text, in one language."""

    points: tuple[Point, ...]
    starts: tuple[str, ...]
    examples: tuple[str, ...]
    pitfalls: tuple[str, ...]
    questions: tuple[str, ...]
    illustration: str
    clause: str


def guide_of(subject: Subject, dossier: Dossier, language: str, plan_language: str) -> Guide | None:
    """Return the guidance for what is written; starting sentences and examples are in the language of the text."""
    pack = guidance()
    table = subject.place.rpartition("/")[2]
    key = (
        _TABLE_GUIDES.get(table)
        or (_PART_GUIDES.get(subject.part) if subject.section == "practices" else None)
        or subject.section
    )
    row = pack.sections.get(key)
    if row is None:
        return None
    return Guide(
        points=tuple(_points(row, subject, dossier, language)),
        starts=tuple(each.text(plan_language) for each in row.starting_sentences),
        examples=tuple(each.text(language) for each in row.example),
        pitfalls=tuple(each.text(language) for each in row.pitfalls),
        questions=tuple(each.text(language) for each in row.questions),
        illustration=pack.illustration.text(language),
        clause=_clause(subject, dossier).text(language),
    )


def _clause(subject: Subject, dossier: Dossier) -> Message:
    practice = dossier.standard.practices.get(subject.key) if subject.place == "plan/practices/practices" else None
    section = dossier.standard.sections.get(subject.section)
    numbers = [practice.clause] if practice else list(section.clauses) if section else []
    if len(numbers) == 1:
        return _("{standard}, clause {number}", standard=dossier.standard.citation, number=numbers[0])
    return _("{standard}, clauses {numbers}", standard=dossier.standard.citation, numbers=", ".join(numbers))


def _points(row: SectionGuidance, subject: Subject, dossier: Dossier, language: str) -> Iterator[Point]:
    is_practice = subject.place == "plan/practices/practices"
    tests = _practice_tests(subject.key) if is_practice else _SAID.get(row.key, ())
    for place, words in enumerate(row.must_say):
        test = tests[place] if place < len(tests) else None
        state = "calm" if test is None else "ok" if test(dossier) else "wait"
        yield Point(state, words.text(language))


def _practice_tests(practice: str) -> tuple[Told | None, ...]:
    def said(dossier: Dossier) -> bool:
        row = dossier.practices.get(practice)
        return bool(row and row.approach and row.governance and row.owner and row.status)

    def promises(dossier: Dossier) -> bool:
        made: tuple[Commitment | Claim, ...] = (*dossier.commitments.values(), *dossier.claims.values())
        return any(row.practice == practice for row in made)

    def procedure(dossier: Dossier) -> bool:
        row = dossier.practices.get(practice)
        return bool(row and row.procedures)

    return (said, lambda dossier: practice in dossier.practices, promises, procedure)


def promises_beside(desk: Desk, subject: Subject) -> tuple[Note, ...]:
    """Return the last verdicts on what the section or practice promises, the broken ones first."""
    dossier = desk.dossier
    is_practice = subject.place == "plan/practices/practices"
    made = [
        row
        for row in dossier.commitments.values()
        if (row.practice == subject.key if is_practice else row.section == subject.section and not row.practice)
    ]
    judged: dict[str, list[Verdict]] = {}
    for verdict in sorted(dossier.verdicts, key=lambda each: each.end):
        judged.setdefault(verdict.commitment, []).append(verdict)
    notes = [evidence_note(desk, dossier, row, judged[row.id], desk.language) for row in made if row.id in judged]
    return tuple(sorted(notes, key=lambda note: note.kind != "stop"))
