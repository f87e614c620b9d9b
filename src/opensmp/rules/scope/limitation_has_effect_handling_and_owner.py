"""Whether a known limitation says what it does, how it is handled and who watches it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "SCO-11",
    clause="6.3",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails(
            "A limitation with an effect and an owner, but no handling",
            lambda dossier: put(dossier, "plan/scope/limitations/*", handling=Prose()),
        ),
        passes("A limitation with all three", lambda dossier: dossier),
    ),
)
def limitation_has_effect_handling_and_owner(dossier: Dossier) -> Iterator[Finding]:
    """A limitation has its effect, its handling and an owner.

    Why: a limitation that is only named is a complaint. With effect, handling and owner it is a decision that can
    be reviewed.

    Fix: say which services it touches and how, what is done about it until it is gone, and who watches it.
    """
    for row in dossier.plan.scope.limitations:
        missing = [
            word
            for word, held in ((_("effect"), row.effect), (_("handling"), row.handling), (_("owner"), row.owner))
            if not held
        ]
        if missing:
            says = _("Limitation {id} “{text}” has no {missing}.", id=row.id, text=row.text, missing=tuple(missing))
            yield Finding(at("plan/scope/limitations", row.id), says, quote=str(row.text))
