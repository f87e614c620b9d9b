"""Whether initiatives that are done were checked for their effect."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.improvement._examples import one_more
from opensmp.rules.improvement._helpers import initiatives, place

_BENEFIT: Prose = Prose.of({"en": "Fewer repeated calls", "id": "Lebih sedikit panggilan berulang"})


@rule(
    "IMP-10",
    clause="10.1",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails(
            "A corrective action that is done and was never checked",
            lambda d: one_more(d, status="done", effective=None, benefit=_BENEFIT),
        ),
        passes(
            "An initiative that is done, with the day on which its effect was checked",
            lambda d: one_more(d, status="done", effective=d.today, benefit=_BENEFIT),
        ),
    ),
)
def effectiveness_is_checked(dossier: Dossier) -> Iterator[Finding]:
    """An initiative that is done was checked for its effect.

    Why: closing an action without looking whether it worked is one of the findings raised most often in Stage 2.

    Fix: check the effect after a fitting time and enter the day; open the action again where it did not work.
    """
    for item in initiatives(dossier):
        if item.status == "done" and item.effective is None:
            yield Finding(
                where=place(item, "effective"),
                says=_(
                    "Initiative {id} “{title}” is done, and nobody checked whether it worked",
                    id=item.id,
                    title=item.title,
                ),
            )
