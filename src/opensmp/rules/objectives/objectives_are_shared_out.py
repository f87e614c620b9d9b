"""Whether the objectives can be carried by the people who own them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import n_
from opensmp.plan.objectives import Objective
from opensmp.rules.objectives._examples import said, standing

MOST_BY_ONE = 6
"""More objectives than this with one person as their only owner are not followed in earnest: about one review a week."""


def _all_to_one(dossier: Dossier) -> Dossier:
    """Give every objective to one owner, and enough further ones that they are too many."""
    rows = dossier.plan.objectives.objectives
    owner = next(row.owner for row in rows if row.owner and len(dossier.people.holders(row.owner)) == 1)
    further = (_one_more(dossier, number) for number in range(MOST_BY_ONE + 1 - len(rows)))
    everything = tuple(replace(row, owner=owner) for row in (*rows, *further))
    return edit(dossier, "plan/objectives", lambda section: replace(section, objectives=everything))


def _one_more(dossier: Dossier, number: int) -> Objective:
    limit = 9 + number
    changed = standing(
        dossier,
        en=f"Restore at least 95 % of priority 2 incidents within {limit} business hours in every month.",
        id=f"Memulihkan sekurang-kurangnya 95 % insiden prioritas 2 dalam {limit} jam kerja setiap bulan.",
        metric=said(
            dossier, "Share of priority 2 incidents restored in time", "Persentase insiden prioritas 2 yang tepat waktu"
        ),
    )
    return replace(changed.plan.objectives.objectives[0], id=f"EXAMPLE-{number}")


@rule(
    "OBJ-26",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11", "R52"),
    examples=(
        fails("Every objective of the plan has the same owner", _all_to_one),
        passes("The objectives are shared out", lambda d: d),
    ),
)
def objectives_are_shared_out(dossier: Dossier) -> Iterator[Finding]:
    """Nobody owns more objectives than one person can follow.

    Why: somebody who owns every objective owns none in practice, and the functions that could reach them were not
    asked.

    Fix: give each objective to the person who runs the practice or the service that it is about, or set fewer
    objectives.
    """
    held: dict[str, list[str]] = {}
    for objective in dossier.plan.objectives.objectives:
        holders = dossier.people.holders(objective.owner) if objective.owner else ()
        if len(holders) == 1:
            held.setdefault(holders[0].id, []).append(objective.id)
    for person, objectives in held.items():
        if len(objectives) > MOST_BY_ONE:
            yield Finding(
                where=at("plan/objectives/objectives", objectives[0], "owner"),
                says=n_(
                    "{name} alone owns {n} objective: {objectives}",
                    "{name} alone owns {n} objectives: {objectives}",
                    len(objectives),
                    name=dossier.people.name(person),
                    objectives=tuple(objectives),
                ),
            )
