"""Whether an agreement promises anything measurable."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-10",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R42", "R75"),
    examples=(
        fails(
            "An agreement with `targets: []`",
            lambda dossier: put(dossier, f"registers/slas/{next(current_slas(dossier)).id}", targets=()),
        ),
        passes("An agreement with one target", lambda dossier: dossier),
    ),
)
def sla_has_targets(dossier: Dossier) -> Iterator[Finding]:
    """An agreement has service level targets.

    Why: without a target nothing was agreed, and no report can say whether it is kept.

    Fix: agree with the customer on at least one target: what is measured, the number, the window.
    """
    for sla in current_slas(dossier):
        if not sla.targets:
            says = _("{id} “{title}” holds no service level target.", id=sla.id, title=sla.title)
            yield Finding(at("registers/slas", sla.id, "targets"), says, quote=str(sla.title))
