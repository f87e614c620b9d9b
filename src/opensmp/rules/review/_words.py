"""How section 10 says that the plan is reviewed, and a plan that does not say how often."""

from __future__ import annotations

import re
from functools import cache

from opensmp.checking import edit
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose


@cache
def reviewed() -> re.Pattern[str]:
    """Return what says that the plan is reviewed, in both languages."""
    return re.compile(
        r"\bplan (?:itself )?is (?:read and )?reviewed\b|\brencana (?:ini )?(?:dibaca dan )?ditinjau\b", re.IGNORECASE
    )


def silent_on_cadence(dossier: Dossier) -> Dossier:
    """Say of the plan that it is read rather than reviewed, for examples that set another cadence."""
    return edit(edit(dossier, "plan/review/mechanism", _silenced), "plan/review/text", _silenced)


def _silenced(prose: Prose) -> Prose:
    return prose.mapped(
        lambda words: reviewed().sub(
            lambda found: found[0].replace("reviewed", "read").replace("ditinjau", "dibaca"), words
        )
    )
