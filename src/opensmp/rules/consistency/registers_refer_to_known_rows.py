"""Whether the rows of the registers refer to rows that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.documents import Extract

Naming: TypeAlias = "tuple[str, str, str, str, tuple[str, ...]]"
"""What a list of ids names (``service``), its table, the row, the field, and the ids."""

_REGISTERS = {
    "service": _("the portfolio register"),
    "customer": _("the customer register"),
    "sla": _("the register of service level agreements"),
    "supplier": _("the supplier register"),
}


@rule(
    "CON-36",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R41", "R42", "R45", "R46", "R47"),
    examples=(
        fails(
            "A contract for S-404, which the portfolio does not hold",
            lambda d: edit(d, "registers/customer_contracts/*/services", lambda held: (*held, "S-404")),
        ),
        fails(
            "An agreement with CU-404, whom nobody knows",
            lambda d: edit(d, "registers/slas/*/customers", lambda held: (*held, "CU-404")),
        ),
        passes("Contracts and agreements for known services and customers", lambda d: d),
    ),
)
def registers_refer_to_known_rows(dossier: Dossier) -> Iterator[Finding]:
    """Registers name services, customers, suppliers and agreements that exist.

    Why: an agreement with somebody, or about something, that no register holds was either never entered or never
    taken out; the auditor stumbles over it when following one service through the documents.

    Fix: correct the id, or enter what it names in its register.
    """
    known: dict[str, Mapping[str, object]] = {
        "service": dossier.services,
        "customer": dossier.customers,
        "sla": dossier.slas,
        "supplier": dossier.suppliers,
    }
    for kind, table, row, field, keys in _references(dossier):
        held = known[kind]
        for key in dict.fromkeys(keys) if held else ():
            if key not in held:
                says = _said(kind, row, key)
                yield Finding(at(table, row, field), says, quote=key, also=(at("registers", f"{kind}s"),))


def _said(kind: str, row: str, key: str) -> Message:
    return _("{row} names {key}, which {register} does not hold.", row=row, key=key, register=_REGISTERS[kind])


def _references(dossier: Dossier) -> Iterator[Naming]:
    """Yield every list of ids that no other rule resolves."""
    registers, plan = dossier.registers, dossier.plan
    yield from _lists("service", "registers/slas", registers.slas)
    yield from _lists("customer", "registers/slas", registers.slas, "customers")
    yield from _lists("customer", "registers/services", registers.services, "customers")
    yield from _lists("service", "registers/customers", registers.customers)
    yield from _lists("service", "registers/customer_contracts", registers.customer_contracts)
    yield from _lists("sla", "registers/customer_contracts", registers.customer_contracts, "slas")
    yield from _lists("service", "registers/suppliers", registers.suppliers)
    yield from _lists("service", "registers/supplier_contracts", registers.supplier_contracts)
    yield from _lists("service", "plan/objectives/objectives", plan.objectives.objectives)
    yield from _lists("service", "plan/scope/obligations", plan.scope.obligations)
    yield from _lists("service", "plan/suppliers/others", plan.suppliers.others)
    for row in registers.customer_contracts:
        yield "customer", "registers/customer_contracts", row.id, "customer", (row.customer,)
    for contract in registers.supplier_contracts:
        yield "supplier", "registers/supplier_contracts", contract.id, "supplier", (contract.supplier,)
    for document in registers.documents:
        if document.extract is not None and document.status == "approved" and document.kind != "catalogue":
            yield from _extracted(document.id, document.extract)
    for technology in plan.resources.technology:
        if technology.supplier:
            yield "supplier", "plan/resources/technology", technology.id, "supplier", (technology.supplier,)


def _extracted(key: str, extract: Extract) -> Iterator[Naming]:
    yield "service", "registers/documents", key, "extract/services", extract.services
    yield "customer", "registers/documents", key, "extract/customers", extract.customers


def _lists(kind: str, table: str, rows: Iterable[object], field: str = "services") -> Iterator[Naming]:
    for row in rows:
        keys: tuple[str, ...] = getattr(row, field)
        if keys:
            yield kind, table, str(getattr(row, "id", "")), field, keys
