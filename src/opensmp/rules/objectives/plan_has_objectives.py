"""Whether the plan has objectives at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from typing import Any

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._helpers import bare


def _none(dossier: Dossier) -> Dossier:
    """Take out all objectives, and the references that the prose makes to them."""
    return put(replace(dossier, plan=_unlinked(dossier.plan)), "plan/objectives", objectives=())


def _unlinked(held: Any) -> Any:
    if isinstance(held, Prose):
        return held.mapped(lambda words: re.sub(r"\[\[objective:([^\]]+)\]\]", r"\1", words))
    if isinstance(held, tuple):
        return tuple(_unlinked(row) for row in held)
    if is_dataclass(held) and not isinstance(held, type):
        return replace(held, **{name: _unlinked(part) for name, part in vars(held).items()})
    return held


@rule(
    "OBJ-14",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R71", "R51"),
    detects=("objective-not-measurable",),
    examples=(
        fails("Section 2 speaks about objectives and lists none", _none),
        passes("Objectives are listed", lambda d: d),
    ),
)
def plan_has_objectives(dossier: Dossier) -> Iterator[Finding]:
    """The plan sets service management objectives.

    Why: without objectives nothing can be planned towards, measured or improved; the standard asks for them at
    relevant functions and levels.

    Fix: set a few objectives that matter to the customers and to the policy, each with a metric, a target, a time, an
    owner and actions. The guidance for section 2 offers forms with blanks for common weaknesses.
    """
    if not dossier.plan.objectives.objectives and not bare(dossier):
        yield Finding(where=at("plan/objectives/objectives"), says=_("Section 2 lists no service management objective"))
