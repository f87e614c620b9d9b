"""How much one person can hold, and which roles a plan needs, by the size of IT: experience, and advice where it is only that."""

from __future__ import annotations

from decimal import Decimal

from opensmp.plan.roles import RoleKind

SMALL = Decimal(25)
"""Up to this many full-time equivalents, roles are combined freely within the separations of duty."""

MEDIUM = Decimal(200)
"""Up to this many, one person runs several practices; above, each has its own owner."""

MOST_PRACTICES = {"small": 10, "medium": 4, "large": 4}
"""Practices that one person can own and still run."""

KEY_KINDS: dict[str, tuple[RoleKind, ...]] = {
    "small": ("internal audit",),
    "medium": ("internal audit", "practice owner"),
    "large": ("internal audit", "practice owner", "service management"),
}
"""Kinds of roles, beside top management and the one responsible overall, that a system of that size does not do without."""


def size(staff: Decimal | None) -> str:
    """Return small, medium or large; an unknown size counts as medium."""
    if staff is None:
        return "medium"
    return "small" if staff <= SMALL else "medium" if staff <= MEDIUM else "large"
