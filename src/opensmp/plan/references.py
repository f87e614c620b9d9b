"""How one part of the plan names another: by id in a field, or by ``[[kind:id]]`` in prose.

Within the plan and the organisation an unknown id is a mistake of writing, and the folder is refused with its line.
Between the plan and the registers it is a disagreement between two documents, and that is an audit finding.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "person", "office", "role", "unit", "site", "calendar", "practice", "objective", "commitment", "claim", "section",
    "service", "sla", "customer", "customer-contract", "supplier", "supplier-contract", "document", "audit", "review",
    "improvement", "limitation", "obligation", "technology", "risk", "clause",
]  # fmt: skip
"""What an id can name."""


class Refers(NamedTuple):
    """An annotation: the field's string is the id of one of ``kinds``; ``bound`` ids must exist for the plan to be read."""

    kinds: tuple[Kind, ...]
    bound: bool = True


HolderId = Annotated[str, Refers(("person", "role", "office"))]
PersonId = Annotated[str, Refers(("person",))]
OfficeId = Annotated[str, Refers(("office",))]
RoleId = Annotated[str, Refers(("role",))]
UnitId = Annotated[str, Refers(("unit",))]
SiteId = Annotated[str, Refers(("site",))]
CalendarId = Annotated[str, Refers(("calendar",))]
PracticeId = Annotated[str, Refers(("practice",))]
ObjectiveId = Annotated[str, Refers(("objective",))]
CommitmentId = Annotated[str, Refers(("commitment", "claim"))]
ServiceId = Annotated[str, Refers(("service",), bound=False)]
SlaId = Annotated[str, Refers(("sla",), bound=False)]
CustomerId = Annotated[str, Refers(("customer",), bound=False)]
CustomerContractId = Annotated[str, Refers(("customer-contract",), bound=False)]
SupplierId = Annotated[str, Refers(("supplier",), bound=False)]
SupplierContractId = Annotated[str, Refers(("supplier-contract",), bound=False)]
DocumentId = Annotated[str, Refers(("document",), bound=False)]
AuditId = Annotated[str, Refers(("audit",), bound=False)]
ReviewId = Annotated[str, Refers(("review",), bound=False)]
ImprovementId = Annotated[str, Refers(("improvement",), bound=False)]

_CHIP = re.compile(r"\[\[([a-z-]+):([^\[\]\n]{1,120}?)\]\]")


class Chip(NamedTuple):
    """A ``[[kind:id]]`` reference inside prose, with its offsets."""

    kind: str
    id: str
    start: int
    end: int


def chips(text: str) -> Iterator[Chip]:
    """Yield the references of a text in order. They are recognised before Markdown's link definitions."""
    for found in _CHIP.finditer(text):
        yield Chip(found[1], found[2].strip(), found.start(), found.end())
