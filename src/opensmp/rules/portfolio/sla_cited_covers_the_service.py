"""Whether the agreement that a service names exists and covers it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import name_of


@rule(
    "POR-04",
    clause="8.3.3",
    severity=BLOCKS,
    requirements=("R15", "R42", "R46", "R75"),
    detects=("sla-not-referenced",),
    examples=(
        fails(
            "A service that cites SLA-404, which nobody wrote",
            lambda dossier: put(dossier, "plan/portfolio/services/*", slas=("SLA-404",)),
        ),
        passes("A service that cites the agreement that covers it", lambda dossier: dossier),
    ),
)
def sla_cited_covers_the_service(dossier: Dossier) -> Iterator[Finding]:
    """The agreement that a service cites exists and covers it.

    Why: a reference that leads nowhere, or to another service, shows at the first sample that nobody follows
    them.

    Fix: correct the id, or bring the service into the agreement with the customer's consent.
    """
    for line in dossier.plan.portfolio.services:
        where = at("plan/portfolio/services", line.service, "slas")
        for cited in line.slas:
            sla = dossier.slas.get(cited)
            if sla is None:
                says = _(
                    "Service {id} “{name}” cites {sla}, which the register of agreements does not hold.",
                    id=line.service, name=name_of(line, dossier), sla=cited,
                )  # fmt: skip
                yield Finding(where, says, quote=cited)
            elif line.service not in sla.services:
                says = _(
                    "Service {id} “{name}” cites {sla} “{title}”, which does not cover it.",
                    id=line.service, name=name_of(line, dossier), sla=cited, title=sla.title,
                )  # fmt: skip
                yield Finding(where, says, quote=cited, also=(at("registers/slas", cited, "services"),))
