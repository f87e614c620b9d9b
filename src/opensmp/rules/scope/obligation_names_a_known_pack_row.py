"""Whether the row of the obligations pack that an obligation names exists."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "SCO-25",
    clause="6.3",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails(
            "`pack: pojk-99-2099`",
            lambda dossier: put(
                dossier, "plan/scope/obligations/*", instrument="POJK 99 Tahun 2099", pack="pojk-99-2099"
            ),
        ),
        passes("No pack row named", lambda dossier: put(dossier, "plan/scope/obligations/*", pack="")),
    ),
)
def obligation_names_a_known_pack_row(dossier: Dossier) -> Iterator[Finding]:
    """An obligation names a row that the obligations pack holds.

    Why: the pack tells when an instrument is replaced. An obligation that points at no row never gets that
    warning.

    Fix: use a key of the pack, or leave `pack` empty where the instrument is not in it.
    """
    for row in dossier.plan.scope.obligations:
        if row.pack and row.pack not in dossier.standard.obligations:
            says = _(
                "Obligation {id} “{instrument}” names “{pack}”, which the obligations pack does not hold.",
                id=row.id, instrument=row.instrument, pack=row.pack,
            )  # fmt: skip
            yield Finding(at("plan/scope/obligations", row.id, "pack"), says, quote=row.pack)
