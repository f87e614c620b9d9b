"""Whether the instrument behind an obligation is in force today, as the dated pack has it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.rules.scope._instruments import by_instrument, certainty, has_begun, has_ended, pack_row
from opensmp.standard import Obligation as PackRow


@rule(
    "SCO-14",
    clause="6.3",
    severity=ADVICE,
    requirements=("R21", "R39"),
    examples=(
        fails(
            "An obligation on SEOJK 21/SEOJK.03/2017, which the pack says is replaced since March 2026",
            lambda dossier: put(
                dossier,
                "plan/scope/obligations/*",
                instrument="SEOJK 21/SEOJK.03/2017",
                kind="regulation",
                pack="seojk-21-2017",
            ),
        ),
        passes(
            "An obligation on an internal policy",
            lambda dossier: put(dossier, "plan/scope/obligations/*", instrument="Information Security Policy", pack=""),
        ),
    ),
)
def obligation_rests_on_an_instrument_in_force(dossier: Dossier) -> Iterator[Finding]:
    """An obligation rests on an instrument that is in force.

    Why: rules are replaced, and a plan that cites last year's circular shows that nobody watches them.

    Fix: read the instrument that replaced it, check what changed for the services, and correct the obligation.
    """
    known = by_instrument(dossier.standard.obligations.values())
    for row in dossier.plan.scope.obligations:
        held = pack_row(row, dossier.standard.obligations, known)
        if held is None:
            continue
        where = at("plan/scope/obligations", row.id, "instrument")
        if has_ended(held, dossier.today):
            successor = dossier.standard.obligations.get(held.replaced_by)
            says = _(
                "Obligation {id} rests on {instrument}, which was in force until {end}.",
                id=row.id, instrument=held.instrument, end=held.effective_to,
            )  # fmt: skip
            fix = _replaced(successor) if successor else None
            yield Finding(where, says, fix=fix, quote=row.instrument)
        elif not has_begun(held, dossier.today):
            says = _(
                "Obligation {id} rests on {instrument}, which comes into force only in {start}.",
                id=row.id, instrument=held.instrument, start=held.effective_from,
            )  # fmt: skip
            yield Finding(where, says, quote=row.instrument)


def _replaced(successor: PackRow) -> Message:
    return _(
        "The pack names {instrument} as its successor ({certainty}). Read it, and correct the obligation.",
        instrument=successor.instrument, certainty=certainty(successor),
    )  # fmt: skip
