"""Whether the obligations name the instruments that the organisation's sector is expected to answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.scope import Obligation
from opensmp.rules.scope._instruments import certainty, instrument_name
from opensmp.rules.scope._regulation import OBLIGATIONS, as_bank, core_rows, rests_on


@rule(
    "OJK-01",
    clause="6.3",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R21", "R28"),
    examples=(
        fails(
            "A commercial bank whose obligations do not name POJK 11/POJK.03/2022",
            lambda dossier: edit(
                as_bank(dossier),
                "plan/scope/obligations",
                lambda rows: tuple(
                    replace(row, instrument="House rules", kind="policy", pack="") if _is_bank_rule(row) else row
                    for row in rows
                ),
            ),
        ),
        passes("A commercial bank that names it", as_bank),
    ),
)
def sector_instruments_are_obligations(dossier: Dossier) -> Iterator[Finding]:
    """The obligations name the instruments of the organisation's sector.

    Why: the regulator reads the list of obligations first, and looks for its own instrument.

    Fix: add the instrument with the way it applies here. Read it first: the pack is a reading aid, not legal
    advice.
    """
    obligations = dossier.plan.scope.obligations
    if not obligations:
        return
    for row in core_rows(dossier):
        if not any(rests_on(obligation, row, dossier) for obligation in obligations):
            says = _(
                "The obligations do not name {instrument} ({issuer}): {subject}. Certainty of the pack: {certainty}.",
                instrument=row.instrument, issuer=row.issuer, subject=row.subject, certainty=certainty(row),
            )  # fmt: skip
            yield Finding(OBLIGATIONS, says)


def _is_bank_rule(row: Obligation) -> bool:
    return instrument_name(row.instrument) == ("pojk", "11", "2022") or row.pack.startswith("pojk-11-2022")
