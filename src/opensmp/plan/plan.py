"""The Service Management Plan: an identity, ten sections, and the commitments inside them."""

from opensmp.plan.assurance import Assurance
from opensmp.plan.commitments import Commitments
from opensmp.plan.identity import Identity
from opensmp.plan.improvement import Improvement
from opensmp.plan.objectives import Objectives
from opensmp.plan.portfolio import Portfolio
from opensmp.plan.practices import Practices
from opensmp.plan.resources import Resources
from opensmp.plan.review import Review
from opensmp.plan.roles import Roles
from opensmp.plan.scope import Scope
from opensmp.plan.section import Section
from opensmp.plan.suppliers import Suppliers
from opensmp.plan.value import value

SECTIONS = (
    "scope", "objectives", "roles", "resources", "practices", "portfolio", "suppliers", "assurance", "improvement", "review",
)  # fmt: skip
"""The keys of the ten sections, in the order of their numbers 1 to 10."""


@value
class Plan:
    """One governed document; every field but the first and the last is a numbered section (R10–R19)."""

    identity: Identity = Identity()
    scope: Scope = Scope()
    objectives: Objectives = Objectives()
    roles: Roles = Roles()
    resources: Resources = Resources()
    practices: Practices = Practices()
    portfolio: Portfolio = Portfolio()
    suppliers: Suppliers = Suppliers()
    assurance: Assurance = Assurance()
    improvement: Improvement = Improvement()
    review: Review = Review()
    commitments: Commitments = Commitments()

    def section(self, key: str) -> Section:
        """Return the section with that key of :data:`SECTIONS`."""
        found: Section = getattr(self, key)
        return found
