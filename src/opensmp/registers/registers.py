"""All registers of an organisation, as they stand today."""

from opensmp.plan.value import value
from opensmp.registers.assurance import Audit, ImprovementItem, ManagementReview
from opensmp.registers.configuration import Configuration
from opensmp.registers.documents import Document
from opensmp.registers.services import Customer, CustomerContract, Service, Sla
from opensmp.registers.suppliers import Supplier, SupplierContract


@value
class Registers:
    """One tuple of rows a register; the field name with ``-`` for ``_`` is the file's name in ``registers/``."""

    services: tuple[Service, ...] = ()
    slas: tuple[Sla, ...] = ()
    customers: tuple[Customer, ...] = ()
    customer_contracts: tuple[CustomerContract, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    supplier_contracts: tuple[SupplierContract, ...] = ()
    documents: tuple[Document, ...] = ()
    configuration: Configuration = Configuration()
    audits: tuple[Audit, ...] = ()
    reviews: tuple[ManagementReview, ...] = ()
    improvements: tuple[ImprovementItem, ...] = ()
