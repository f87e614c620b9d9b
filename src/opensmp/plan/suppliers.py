"""Section 7: the other parties, what they contribute and how they are managed."""

from typing import Literal

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId, ServiceId, SupplierContractId, SupplierId
from opensmp.plan.section import Section
from opensmp.plan.terms import Cadence
from opensmp.plan.value import value


@value
class SupplierLine:
    """What the plan says of one key supplier."""

    supplier: SupplierId
    role: Prose = Prose()
    services: tuple[ServiceId, ...] = ()
    contracts: tuple[SupplierContractId, ...] = ()
    management: Prose = Prose()
    owner: HolderId | None = None
    review: Cadence | None = None


@value
class OtherParty:
    """An internal supplier or a customer acting as a supplier (8.2.3, 8.3.4.2)."""

    id: str
    name: Prose
    kind: Literal["internal supplier", "customer acting as a supplier"]
    runs: Prose = Prose()
    control: Prose = Prose()
    services: tuple[ServiceId, ...] = ()
    agreement: DocumentId | None = None


@value
class Suppliers(Section):
    """Section 7 (6.3 f; 8.2.3; 8.3.4). ``none_other`` states explicitly that there are no other parties."""

    approach: Prose = Prose()
    accountability: Prose = Prose()
    suppliers: tuple[SupplierLine, ...] = ()
    others: tuple[OtherParty, ...] = ()
    none_other: bool = False
