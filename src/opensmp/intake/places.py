"""The places of the plan that a heading can lead to: which hold words, which hold rows, and who owns their values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from opensmp.intake.grids import KINDS
from opensmp.plan.plan import SECTIONS

ROWS_AT: Mapping[str, str] = {
    "scope.services": "Service", "scope.customers": "Customer",
    "scope.units": "Unit", "scope.sites": "Site", "scope.exclusions": "Exclusion",
    "scope.context": "Issue", "scope.parties": "InterestedParty", "scope.risks": "Risk", "scope.limitations": "Limitation",
    "scope.obligations": "Obligation", "objectives": "Objective", "objectives.objectives": "Objective", "roles.roles": "Role",
    "resources.technology": "Technology", "resources.information": "Information", "resources.training": "Training",
    "portfolio.customers": "Customer", "suppliers.suppliers": "Supplier", "suppliers.others": "OtherParty",
    "assurance.reporting": "ServiceReport", "assurance.timeline": "Activity", "improvement.initiatives": "ImprovementItem",
    "review.triggers": "Trigger", "review.documents": "Document", "organisation.units": "Unit",
}  # fmt: skip
"""Below which headings the items of a list are rows, and of what."""

_LEADS = {
    "scope": "scope.statement", "roles": "roles.structure", "suppliers": "suppliers.approach", "assurance": "assurance.evaluation",
    "improvement": "improvement.approach", "review": "review.mechanism", "assurance.programme": "assurance.programme.approach",
    "assurance.management_review": "assurance.management_review.topics_text", "practices.approach": "practices.text",
    "objectives": "objectives.text", "resources": "resources.text", "practices": "practices.text", "portfolio": "portfolio.text",
}  # fmt: skip
"""Where the first words below a heading of a section go."""

_PROSE = frozenset({
    "scope.statement", "scope.boundaries", "roles.structure", "resources.commitment", "suppliers.approach", "suppliers.accountability",
    "assurance.evaluation", "assurance.programme.approach", "assurance.programme.competence", "assurance.programme.independence",
    "assurance.programme.follow_up", "assurance.management_review.topics_text", "assurance.management_review.decides",
    "improvement.approach", "improvement.criteria", "review.mechanism", "review.distribution", "review.retention",
    "review.author_may_approve", "identity.precedence", "scope.climate", "practices.approach.plan", "practices.approach.design",
    "practices.approach.transition", "practices.approach.deliver", "practices.approach.improve",
})  # fmt: skip


@cache
def words_go_to(address: str) -> str:
    """Return where words below a heading with this address go; empty where they need a subsection of their own."""
    if "practice:" in address:
        return f"{address}.approach"
    if address in _PROSE:
        return address
    return _LEADS.get(address, "")


@cache
def owner_of(address: str) -> tuple[str, ...]:
    """Return whose fields a label below the heading can name, the nearest first."""
    section = address.partition(".")[0]
    if "practice:" in address:
        return (address,)
    owners = {
        "assurance.programme": ("assurance.programme",), "assurance.management_review": ("assurance.management_review",),
        "resources.budget": ("resources.budget", "resources"), "portfolio.configuration": ("portfolio.configuration",),
        "scope.climate": ("scope.climate",),
    }  # fmt: skip
    nearest = next((found for place, found in owners.items() if address.startswith(place)), ())
    general = (section,) if section in SECTIONS or section in {"identity", "organisation"} else ()
    return (*nearest, *(each for each in general if each not in nearest))


def expected_at(kind: str) -> str:
    """Return the section in which rows of a kind stand."""
    return KINDS[kind][1].split()[0].partition(".")[0] if kind in KINDS else ""
