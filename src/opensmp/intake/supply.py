"""Tables that fill two places at once: services and their lines in section 6, suppliers with their lines and contracts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from opensmp.intake.building import Builder
from opensmp.intake.gathering import Row
from opensmp.intake.names import codes_in
from opensmp.intake.parsing import day_in, is_nothing, pieces
from opensmp.plan.portfolio import ServiceLine
from opensmp.plan.suppliers import SupplierLine
from opensmp.plan.terms import Target
from opensmp.plan.value import field_types
from opensmp.registers.services import Service, Sla
from opensmp.registers.suppliers import SupplierContract


def portfolio_of(
    builder: Builder, rows: Sequence[Row], slas: Sequence[Sla]
) -> tuple[tuple[ServiceLine, ...], tuple[Sla, ...]]:
    """Return the lines of the services in scope, and drafts of agreements for targets that stand in the table of services alone."""
    lines, made = [], []
    covered = {service: each.id for each in slas for service in each.services}
    doubts = len(builder.doubts)
    for row in rows:
        service = builder.build(row)
        if not isinstance(service, Service) or not service.in_scope or service.status in {"proposed", "retired"}:
            continue
        cited = _slas(builder, row)
        if not cited and "slas" not in row.asked and service.id in covered:
            cited = (covered[service.id],)
        target = builder.converter.number(row.cells.get("availability", ""))
        if target is not None and service.id not in covered:
            made.append(_draft(service, target, cited))
            cited = cited or (made[-1].id,)
        summary = service.description
        lines.append(
            ServiceLine(service=service.id, summary=summary, owner=service.owner, status=service.status, slas=cited)
        )
    del builder.doubts[doubts:]
    return tuple(lines), tuple(made)


def _slas(builder: Builder, row: Row) -> tuple[str, ...]:
    """Return the agreements that a row of services cites: those that are known, and numbers of others."""
    found = []
    for piece in pieces(row.cells.get("slas", "")):
        known = builder.names.find(("sla",), piece)
        found += [known] if known else list(codes_in(piece))
    return tuple(dict.fromkeys(found))


def _draft(service: Service, target: Decimal, cited: Sequence[str]) -> Sla:
    """Return an agreement that is only a number in a table: a draft until somebody shows the agreement."""
    promised = Target(id="availability", metric="service.availability", comparator="at least", value=target)
    identity = cited[0] if cited else f"SLA-{service.id}"
    return Sla(
        id=identity,
        services=(service.id,),
        customers=service.customers,
        status="draft",
        targets=(promised,),
        reviewed=None,
    )


def made_of_suppliers(
    builder: Builder, rows: Sequence[Row]
) -> tuple[tuple[SupplierLine, ...], tuple[SupplierContract, ...]]:
    """Return the lines of the suppliers, and the contracts that the table of suppliers names."""
    lines, made = [], []
    for row in rows:
        identity = builder.keys.get(id(row), "")
        types = {
            name: declared
            for name, declared in field_types(SupplierLine).items()
            if name not in {"supplier", "contracts"}
        }
        cells = {name: text for name, text in row.cells.items() if name in types}
        doubts = len(builder.doubts)
        held = builder.fields("Supplier", SupplierLine, cells, row.place)
        del builder.doubts[doubts:]
        numbers = _contracts(builder, row)
        lines.append(SupplierLine(**{**held, "supplier": identity, "contracts": numbers}))
        made += [
            _contract(builder, row, identity, number, held)
            for number in numbers
            if number not in builder.names.ids("supplier-contract")
        ]
    return tuple(lines), tuple(made)


def _contracts(builder: Builder, row: Row) -> tuple[str, ...]:
    text = row.cells.get("contracts", "")
    if is_nothing(text):
        return ()
    found = []
    for piece in pieces(text):
        known = builder.names.find(("supplier-contract",), piece)
        codes = codes_in(piece)
        found += [known] if known else list(codes)
    return tuple(dict.fromkeys(found))


def _contract(builder: Builder, row: Row, supplier: str, number: str, held: dict[str, object]) -> SupplierContract:
    """Return the contract that a row of suppliers states: its number, its days, its targets."""
    start, end = (
        day_in(row.cells.get("start", "")),
        day_in(row.cells.get("end", "") or row.cells.get("contracts", "").replace(number, "")),
    )
    services = held.get("services", ())
    return SupplierContract(
        id=number, supplier=supplier, services=services if isinstance(services, tuple) else (), start=start.day if start else None,
        end=end.day if end else None, targets=builder.converter.targets(row.cells.get("targets", "")),
    )  # fmt: skip
