"""Whether each corrective action names the cause of the nonconformity."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.improvement._examples import one_more
from opensmp.rules.improvement._helpers import initiatives, place


@rule(
    "IMP-09",
    clause="10.1",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails("A corrective action without a cause", lambda d: one_more(d, corrective=True, cause=Prose())),
        passes(
            "A corrective action with its cause",
            lambda d: one_more(
                d,
                corrective=True,
                cause=Prose.of({"en": "The form did not ask for it.", "id": "Formulir tidak memintanya."}),
            ),
        ),
    ),
)
def corrective_action_names_its_cause(dossier: Dossier) -> Iterator[Finding]:
    """A corrective action names the cause of the nonconformity.

    Why: an action that removes the symptom and not the cause is a correction; the nonconformity comes back.

    Fix: find out why it happened and whether it can happen elsewhere, and record the cause.
    """
    for item in initiatives(dossier):
        if (item.corrective or item.source == "nonconformity") and not item.cause:
            yield Finding(
                where=place(item, "cause"),
                says=_("Corrective action {id} “{title}” names no cause", id=item.id, title=item.title),
            )
