"""The suppliers, the services they support, and how long their contracts last."""

from __future__ import annotations

from datetime import date

from opensmp.i18n import Message, Plural, _, n_
from opensmp.registers.suppliers import Supplier, SupplierContract
from opensmp.web.registers.customers import contract_state
from opensmp.web.rows.listing import Cell, Row, State
from opensmp.web.rows.shelf import RANK, Shelf
from opensmp.web.rows.whereto import row_address


class Suppliers(Shelf):
    """The lists of suppliers and of their contracts."""

    def suppliers(self) -> list[Row]:
        """Return every supplier."""
        return [self._supplier(row) for row in self.dossier.registers.suppliers]

    def contracts(self) -> list[Row]:
        """Return every contract with a supplier."""
        return [self._contract(row) for row in self.dossier.registers.supplier_contracts]

    def sentence(self) -> Message | Plural:
        """Return the line under the title."""
        rows = [row for row in self.dossier.registers.suppliers if row.key]
        services = {service for row in rows for service in row.services if service in self.dossier.services}
        asking = sum(row.state.kind in ("stop", "warn") for row in self.suppliers())
        if not rows:
            return _("No supplier contributes to services in scope yet.")
        if not asking:
            return n_(
                "One supplier contributes to {services} services in scope; nothing is open.",
                "{n} suppliers contribute to {services} services in scope; nothing is open.", len(rows), services=len(services),
            )  # fmt: skip
        return n_(
            "{all} suppliers contribute to {services} services in scope. One needs a decision.",
            "{all} suppliers contribute to {services} services in scope. {n} need a decision.", asking, all=len(rows),
            services=len(services),
        )  # fmt: skip

    def _supplier(self, row: Supplier) -> Row:
        contracts = self.dossier.contracts_of.get(row.id, ())
        line = self.flaws.of("plan/suppliers/suppliers", row.id)
        told = (*self.flaws.of("registers/suppliers", row.id), *line,
                *(each for held in contracts for each in self.flaws.of("registers/supplier_contracts", held.id)))  # fmt: skip
        state = self.state(told, State("ok", _("Agrees")) if row.key else State("calm", _("Outside the scope")))
        ends = _last_end(contracts)
        role = next((each.role for each in self.dossier.plan.suppliers.suppliers if each.supplier == row.id), None)
        cells = (
            Cell(self.say(_("What it contributes")), self.words(role.text(self.language) if role else "")),
            Cell(self.say(_("Services it supports")), self.words(self.names.several("service", row.services))),
            Cell(self.say(_("Owner")), self.words(self.names.holder(row.owner))),
            Cell(self.say(_("Contract ends")), self.day(ends), "num"),
            Cell(self.say(_("Last review")), self.day(row.reviewed), "num"),
        )
        sort = {"name": row.name.casefold(), "end": ends, "state": RANK[state.kind]}
        tags = self.tags(state, *(("key",) if row.key else ()))
        return Row(row.id, row.name, row_address(self.desk, "suppliers", row.id), cells, state, tags, sort)

    def _contract(self, row: SupplierContract) -> Row:
        told = self.flaws.of("registers/supplier_contracts", row.id)
        cells = (
            Cell(self.say(_("Supplier")), self.links("suppliers", "supplier", (row.supplier,))),
            Cell(self.say(_("Services")), self.words(self.names.several("service", row.services))),
            Cell(self.say(_("Promises")), self.target(row.targets), "num"),
            Cell(self.say(_("Ends")), self.day(row.end), "num"),
        )
        state = self.state(told, contract_state(row.status, self.language))
        return Row(
            row.id,
            row.title.text(self.language) or row.id,
            row_address(self.desk, "supplier-contracts", row.id),
            cells,
            state,
        )


def _last_end(contracts: tuple[SupplierContract, ...]) -> date | None:
    """Return the day on which the last contract in force ends; None where one is open-ended or there is none."""
    held = [row for row in contracts if row.status == "in force"]
    return max((row.end for row in held if row.end), default=None) if all(row.end for row in held) else None
