"""Whether services depend on each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.registers.services import Service


@rule(
    "POR-16",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R41",),
    examples=(
        fails(
            "X-1 depends on X-2, and X-2 on X-1",
            lambda dossier: add(
                dossier,
                "registers/services",
                Service(id="X-1", name=Prose.of("X 1"), kind="component", in_scope=False, depends_on=("X-2",)),
                Service(id="X-2", name=Prose.of("X 2"), kind="component", in_scope=False, depends_on=("X-1",)),
            ),
        ),
        passes(
            "X-1 depends on X-2, and X-2 on nothing",
            lambda dossier: add(
                dossier,
                "registers/services",
                Service(id="X-1", name=Prose.of("X 1"), kind="component", in_scope=False, depends_on=("X-2",)),
                Service(id="X-2", name=Prose.of("X 2"), kind="component", in_scope=False),
            ),
        ),
    ),
)
def services_do_not_depend_in_circles(dossier: Dossier) -> Iterator[Finding]:
    """Services do not depend on each other in a circle.

    Why: in a circle nothing can be restored first, and no availability can be computed.

    Fix: look at which of the dependencies is real when everything is down, and take out the other.
    """
    for circle in _circles({service.id: service.depends_on for service in dossier.registers.services}):
        names = [f"{key} “{dossier.services[key].name}”" for key in (*circle, circle[0])]
        says = _("Services depend on each other in a circle: {path}.", path=" → ".join(names))
        yield Finding(at("registers/services", circle[0], "depends_on"), says, quote=circle[0])


def _circles(needs: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield a circle for each place where a walk along the dependencies meets its own path; each service is walked once."""
    done: set[str] = set()
    for start in needs:
        if start in done:
            continue
        path = {start: iter(needs[start])}
        while path:
            service, others = next(reversed(path.items()))
            other = next(others, None)
            if other is None:
                done.add(service)
                del path[service]
            elif other in path:
                way = list(path)
                yield tuple(way[way.index(other) :])
            elif other in needs and other not in done:
                path[other] = iter(needs[other])
