"""Whether the plan holds or references the list of services of clause 6.3 a)."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "POR-01",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R15", "R51", "R59", "R75"),
    detects=("service-list-missing",),
    items=("a",),
    examples=(
        fails(
            "Section 6 with its prose, but neither services nor a portfolio document",
            lambda dossier: put(dossier, "plan/portfolio", services=(), document=None),
        ),
        passes("A list of services", lambda dossier: dossier),
    ),
)
def services_are_listed(dossier: Dossier) -> Iterator[Finding]:
    """The services are listed, or the portfolio is referenced.

    Why: everything else hangs on this list: agreements, owners, records. It is the first thing an auditor
    compares with what staff say.

    Fix: list the services in section 6, or name the approved portfolio or catalogue in `document`.
    """
    portfolio = dossier.plan.portfolio
    if portfolio.services:
        return
    document = dossier.documents.get(portfolio.document or "")
    if document is None or document.status != "approved":
        yield Finding(
            at("plan/portfolio/services"),
            _("Section 6 lists no services and refers to no approved portfolio or catalogue."),
        )
