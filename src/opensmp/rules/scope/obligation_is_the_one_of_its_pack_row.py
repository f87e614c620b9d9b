"""Whether an obligation names the instrument of the pack row that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import spoken
from opensmp.rules.scope._instruments import instrument_name


@rule(
    "SCO-26",
    clause="6.3",
    severity=ADVICE,
    requirements=("R21", "R39"),
    examples=(
        fails("POJK 38/POJK.03/2016, resting on the row of POJK 11/POJK.03/2022", lambda d: _named(d, "38", "2016")),
        passes("POJK 11/POJK.03/2022, resting on its own row", lambda d: _named(d, "11", "2022")),
    ),
)
def obligation_is_the_one_of_its_pack_row(dossier: Dossier) -> Iterator[Finding]:
    """An obligation names the instrument that it rests on.

    Why: a regulation that was replaced often stays in the text when only the reference behind it is renewed, and the
    auditor reads the text.

    Fix: name the instrument of the row, or rest the obligation on the row of the instrument that is meant.
    """
    for row in dossier.plan.scope.obligations:
        held = dossier.standard.obligations.get(row.pack)
        said, meant = instrument_name(row.instrument), instrument_name(held.instrument) if held else None
        if held and said and meant and said != meant:
            yield Finding(
                where=at("plan/scope/obligations", row.id, "instrument"),
                says=_(
                    "Obligation {id} names {instrument}, but the row of the pack that it rests on is {meant}.",
                    id=row.id, instrument=row.instrument, meant=held.instrument,
                ),
                quote=row.instrument,
            )  # fmt: skip


def _named(dossier: Dossier, number: str, year: str) -> Dossier:
    first, *_rest = dossier.plan.scope.obligations
    row = replace(
        first,
        id="OBL-EX-1",
        kind="regulation",
        instrument=f"POJK {number}/POJK.03/{year}",
        applies=spoken(dossier, en="The directors are told of it.", id="Direksi diberi tahu tentang hal ini."),
        pack="pojk-11-2022-governance",
    )
    return add(dossier, "plan/scope/obligations", row)
