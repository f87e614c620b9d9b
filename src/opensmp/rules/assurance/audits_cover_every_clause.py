"""Whether the programme covers clauses 4 to 10 and every practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, Speech, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.registers.assurance import Audit
from opensmp.rules.assurance._examples import more_audit
from opensmp.rules.assurance._helpers import clause_numbers, covers, scheduled
from opensmp.standard.bilingual import Bilingual


@rule(
    "ASR-07",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R77"),
    detects=("audit-coverage-unplanned",),
    examples=(
        fails(
            "A programme that leaves out clause 10",
            lambda d: edit(
                d,
                "registers/audits",
                lambda rows: tuple(
                    replace(row, clauses=tuple(each for each in row.clauses if each.partition(".")[0] != "10"))
                    for row in rows
                ),
            ),
        ),
        fails(
            "A programme whose audits name their practices, and none names change management",
            lambda d: edit(
                d,
                "registers/audits",
                lambda rows: tuple(
                    replace(row, practices=tuple(each for each in row.practices or ("incident",) if each != "change"))
                    for row in rows
                ),
            ),
        ),
        passes(
            'clauses: ["4", …, "10"]: a clause stands for everything below it',
            lambda d: more_audit(d, planned=d.today + timedelta(days=50), clauses=("4", "5", "6", "7", "8", "9", "10")),
        ),
    ),
)
def audits_cover_every_clause(dossier: Dossier) -> Iterator[Finding]:
    """The audits of the programme cover clauses 4 to 10.

    Why: a clause that no audit covers was not looked at before the certification body does it. Coverage is the
    first thing that is read in a programme.

    Fix: add the missing clauses to an audit of the period, or plan a further audit for them.
    """
    audits = scheduled(dossier)
    if not audits:
        return
    missing = _missing(dossier, audits)
    where = at("plan/assurance/programme/audits")
    if missing:
        says: Speech = n_(
            "The audits of the programme leave clause {clauses} uncovered",
            "The audits of the programme leave {n} clauses uncovered: {clauses}",
            len(missing),
            clauses=missing,
        )
        yield Finding(where=where, says=says, also=tuple(at("registers/audits", row.id, "clauses") for row in audits))
    elif practices := tuple(_left_out(dossier, audits)):
        says = _("The audits of the programme leave out {practices}", practices=practices)
        yield Finding(where=where, says=says, also=tuple(at("registers/audits", row.id, "practices") for row in audits))


def _missing(dossier: Dossier, audits: tuple[Audit, ...]) -> tuple[str, ...]:
    """Return the clauses that no audit covers, each at its highest number."""
    numbers = frozenset(number for row in audits for number in clause_numbers(row.clauses))
    parents = {clause.parent for clause in dossier.standard.clauses.values()}
    leaves = [number for number in dossier.standard.clauses if number not in parents]
    return _merged([number for number in leaves if not covers(numbers, number)], leaves)


def _left_out(dossier: Dossier, audits: tuple[Audit, ...]) -> Iterator[Bilingual | str]:
    """Yield the practices that no audit names, and that stand below no clause of an audit that names no practice."""
    named = {key for row in audits for key in row.practices}
    whole = frozenset(number for row in audits if not row.practices for number in clause_numbers(row.clauses))
    for practice in dossier.plan.practices.practices:
        known = dossier.standard.practices.get(practice.id)
        if practice.id not in named and not (covers(whole, known.clause) if known else whole):
            yield known.title if known else practice.id


def _merged(missing: list[str], leaves: list[str]) -> tuple[str, ...]:
    """Name a clause once where everything below it is missing."""
    lacking, merged = set(missing), dict[str, None]()
    for number in missing:
        while "." in number:
            parent = number.rpartition(".")[0]
            if any(leaf not in lacking for leaf in leaves if leaf.startswith(f"{parent}.")):
                break
            number = parent
        merged[number] = None
    return tuple(merged)
