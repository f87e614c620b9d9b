"""Whether section 1 names customers."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import mentions


@rule(
    "SCO-05",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R70"),
    detects=("scope-incomplete",),
    examples=(
        fails("`customers: []` in section 1", lambda dossier: put(dossier, "plan/scope", customers=())),
        passes("One customer in scope", lambda dossier: dossier),
    ),
)
def scope_names_customers(dossier: Dossier) -> Iterator[Finding]:
    """The scope names the customers it serves.

    Why: a service is delivered to somebody. Without customers the scope cannot be compared with contracts and
    service level agreements.

    Fix: list the ids of the customers in `customers`; the departments of your own organisation are customers too.
    """
    if "scope" in dossier.stated and not dossier.plan.scope.customers and not mentions(dossier, "customer"):
        yield Finding(at("plan/scope/customers"), _("Section 1 names no customers."))
