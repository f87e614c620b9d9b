"""Whether somebody holds each role that leads."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.rules.roles._examples import unheld
from opensmp.rules.roles._helpers import of_kind, vacant
from opensmp.rules.roles._vacancies import vacancy


@rule(
    "ROL-07",
    clause="5.3",
    severity=BLOCKS,
    requirements=("R12", "R54", "R72"),
    detects=("key-role-missing",),
    examples=(
        fails("The practice owner is still to be found", lambda d: unheld(d, "practice owner")),
        passes("An office holds the role, and somebody holds the office", lambda d: d),
    ),
)
def leading_role_is_held(dossier: Dossier) -> Iterator[Finding]:
    """Top management, the SMS owner and practice owners are in place.

    Why: a leading role without a holder leaves its practice, or the whole system, without anybody who may decide.

    Fix: appoint somebody, if only as a deputy until the post is filled, and enter the day from which it holds.
    """
    for role in of_kind(dossier, "top management", "sms owner", "practice owner"):
        if vacant(dossier, role):
            yield vacancy(dossier, role)
