"""Whether each practice has a row in the matrix."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, drop, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.roles._examples import first


def _dropped(dossier: Dossier) -> Dossier:
    """Take out the rows of the first practice of the matrix."""
    practice = first(dossier, lambda row: row.practice is not None and _is_core(dossier, row.practice)).practice
    for duty in dossier.plan.roles.raci:
        if duty.practice == practice or _title(dossier, practice or "") in _titles(duty.activity):
            dossier = drop(dossier, f"plan/roles/raci/{duty.id}")
    return dossier


@rule(
    "ROL-23",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R14"),
    examples=(
        fails("A practice of section 5 without a row", _dropped),
        passes("Every practice has its row", lambda d: d),
    ),
)
def practice_has_a_row(dossier: Dossier) -> Iterator[Finding]:
    """A practice of section 5 has a row in the matrix.

    Why: the matrix is read as the whole of who does what; a practice that is missing from it looks as if nobody ran it.

    Fix: add a row for running the practice, with its owner accountable.
    """
    raci = dossier.plan.roles.raci
    if not raci:
        return
    in_matrix = {duty.practice for duty in raci}
    named = {title for duty in raci for title in _titles(duty.activity)}
    core = [practice.id for practice in dossier.plan.practices.practices if practice.id not in in_matrix]
    without = [practice for practice in core if _is_core(dossier, practice) and _title(dossier, practice) not in named]
    if without:
        titles = tuple(dossier.standard.practices[practice].title for practice in without)
        yield Finding(
            where=at("plan/roles/raci"),
            says=_("The matrix has no row for {practices}", practices=titles),
            also=tuple(at("plan/practices/practices", practice) for practice in without),
        )


def _is_core(dossier: Dossier, practice: str) -> bool:
    known = dossier.standard.practices.get(practice)
    return known is not None and known.core


def _title(dossier: Dossier, practice: str) -> str:
    known = dossier.standard.practices.get(practice)
    return known.title.en.casefold() if known else practice


def _titles(activity: Prose) -> frozenset[str]:
    return frozenset(words.strip().casefold() for _language, words in activity.each())
