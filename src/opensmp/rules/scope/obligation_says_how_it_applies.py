"""Whether an obligation says what it means for the services here."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.scope._helpers import says_little, spoken

_WORDS = (
    "comply complied complies compliance compliant conform fully must shall should all every law laws regulation "
    "regulations rule rules standard following followed requirement requirements adhere mandatory binding obey valid "
    "memenuhi dipenuhi patuh mematuhi dipatuhi kepatuhan wajib harus semua seluruh sepenuhnya peraturan ketentuan "
    "undang regulasi mengikuti mengikat applicable apply applies applied relevant berlaku services service layanan"
)
_EMPTY = frozenset(_WORDS.split())


@rule(
    "SCO-13",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R21", "R51"),
    items=("c",),
    examples=(
        fails(
            "An obligation that names its law and nothing else",
            lambda dossier: put(dossier, "plan/scope/obligations/*", applies=Prose()),
        ),
        fails(
            "Applies: “Must be fully complied with.”",
            lambda dossier: put(
                dossier,
                "plan/scope/obligations/*",
                applies=spoken(dossier, en="Must be fully complied with.", id="Wajib dipatuhi sepenuhnya."),
            ),
        ),
        passes("An obligation with the duty and the services it touches", lambda dossier: dossier),
    ),
)
def obligation_says_how_it_applies(dossier: Dossier) -> Iterator[Finding]:
    """An obligation says how it applies here.

    Why: a list of laws shows that somebody can copy titles. What the auditor asks is what each one changes in
    these services.

    Fix: say in a sentence which services and which practice it concerns, and what is done because of it.
    """
    for row in dossier.plan.scope.obligations:
        where = at("plan/scope/obligations", row.id, "applies")
        if not row.applies:
            says = _(
                "Obligation {id} “{instrument}” does not say how it applies.", id=row.id, instrument=row.instrument
            )
            yield Finding(where, says, quote=row.instrument)
            continue
        for _language, text in row.applies.each():
            if says_little(text, row.instrument, _EMPTY):
                says = _(
                    "Obligation {id} “{instrument}” says only “{text}”, not what it changes here.",
                    id=row.id, instrument=row.instrument, text=text.strip(),
                )  # fmt: skip
                yield Finding(where, says, quote=text.strip())
                break
