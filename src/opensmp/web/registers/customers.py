"""The customers, their agreements, and whether every paper promises them the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from opensmp.checking.finding import Finding
from opensmp.i18n import Message, Plural, _, n_
from opensmp.plan.terms import Target
from opensmp.registers.services import Customer, CustomerContract
from opensmp.web.figures import target_words
from opensmp.web.names import spoken_word
from opensmp.web.rows.findings import Told
from opensmp.web.rows.listing import Cell, Row, State
from opensmp.web.rows.shelf import RANK, Shelf
from opensmp.web.rows.whereto import address_of, row_address

CONTRADICTIONS = frozenset({
    "customer-contract-promises-what-slas-promise", "customer-contract-stays-in-scope", "customer-contract-is-in-force",
    "external-customer-has-a-contract", "customer-of-the-services-is-in-scope", "customer-in-scope-is-active",
    "scope-statement-names-the-same-customers", "documents-promise-the-same", "sla-promises-what-the-plan-promises",
    "objective-serves-customer-contracts", "sla-is-agreed-with-its-customers",
})  # fmt: skip
"""The rules that compare what different papers promise to customers."""
OF_CONTRACTS = "registers/customer_contracts"


class Side(NamedTuple):
    """One paper of a contradiction: what it is, where it stands, and what it promises."""

    title: str
    href: str
    words: tuple[str, ...]


class Contradiction(NamedTuple):
    """Two papers that disagree, side by side."""

    told: Told
    sides: tuple[Side, ...]


class Stat(NamedTuple):
    """A count with what it means."""

    value: str
    text: str
    kind: str
    said: str


class Customers(Shelf):
    """The lists of customers and of their contracts."""

    def customers(self) -> list[Row]:
        """Return every customer."""
        return [self._customer(row) for row in self.dossier.registers.customers]

    def contracts(self) -> list[Row]:
        """Return every contract with a customer."""
        return [self._contract(row) for row in self.dossier.registers.customer_contracts]

    def contradictions(self) -> list[Contradiction]:
        """Return each place where two papers promise something different."""
        return [Contradiction(told, tuple(self._sides(told.finding))) for told in self._found]

    def answer(self) -> Message | Plural:
        """Return the line that answers the page's question."""
        if not self.dossier.registers.customers:
            return _("No customer is registered yet.")
        if not self._found:
            return _(
                "Yes. No contract, agreement, scope statement or sentence of the plan promises something different."
            )
        return n_(
            "Nearly. One paper promises something else than another.",
            "Not yet. In {n} places one paper promises something else than another.",
            len(self._found),
        )

    def stats(self) -> tuple[Stat, ...]:
        """Return four counts: customers in scope, services with an agreement, contracts without contradiction, reviews in time."""
        dossier = self.dossier
        active = [row for row in dossier.registers.customers if row.status == "active"]
        stated = [row for row in active if row.id in dossier.plan.scope.customers]
        signed = {service for sla in dossier.registers.slas if sla.status == "approved" for service in sla.services}
        covered = [row for row in dossier.services_in_scope if row.id in signed]
        contracts = dossier.registers.customer_contracts
        sound = [row for row in contracts if not self.flaws.of(OF_CONTRACTS, row.id)]
        late = len(self.flaws.named(frozenset({"sla-is-reviewed-at-its-interval"})))
        slas = [row for row in dossier.registers.slas if row.status == "approved"]
        return (
            self._stat(len(stated), len(active), _("customers stand in the scope of the plan"), _("All do"), "stop"),
            self._stat(
                len(covered),
                len(dossier.services_in_scope),
                _("services in scope have a signed SLA"),
                _("All have"),
                "stop",
            ),
            self._stat(len(sound), len(contracts), _("customer contracts are free of findings"), _("All are"), "warn"),
            self._stat(len(slas) - late, len(slas), _("agreements were reviewed in time"), _("All were"), "warn"),
        )

    def _stat(self, some: int, of: int, text: Message, fine: Message, kind: str) -> Stat:
        missing = of - some
        said = n_("One is missing", "{n} are missing", missing) if missing > 0 else fine
        return Stat(
            self.say(_("{n} of {of}", n=some, of=of)),
            self.say(text),
            kind if missing > 0 else "ok",
            self.say(said) if of else "",
        )

    @cached_property
    def _found(self) -> tuple[Told, ...]:
        return self.flaws.named(CONTRADICTIONS)

    @cached_property
    def _contracts_of(self) -> Mapping[str, tuple[CustomerContract, ...]]:
        held: dict[str, list[CustomerContract]] = {}
        for row in self.dossier.registers.customer_contracts:
            held.setdefault(row.customer, []).append(row)
        return {key: tuple(rows) for key, rows in held.items()}

    @cached_property
    def _slas_of(self) -> Mapping[str, int]:
        held: dict[str, int] = {}
        for sla in self.dossier.registers.slas:
            for customer in sla.customers:
                held[customer] = held.get(customer, 0) + 1
        return held

    def _customer(self, row: Customer) -> Row:
        contracts = self._contracts_of.get(row.id, ())
        told = (
            *self.flaws.of("registers/customers", row.id),
            *(each for held in contracts for each in self.flaws.of(OF_CONTRACTS, held.id)),
        )
        state = self.state(
            told, State("ok", _("Agrees")) if row.status == "active" else State("calm", _("Former customer"))
        )
        ends = min((held.end for held in contracts if held.end), default=None)
        cells = (
            Cell(self.say(_("Speaks for it")), self.words(self.names.holder(row.contact))),
            Cell(self.say(_("Services")), self.words(self.names.several("service", row.services))),
            Cell(self.say(_("SLAs")), self.words(str(self._slas_of.get(row.id, 0) or "")), "num"),
            Cell(self.say(_("Agreement")), tuple(self.link("customer-contracts", held.id) for held in contracts)),
            Cell(self.say(_("Ends")), self.day(ends), "num"),
            Cell(self.say(_("Last review")), self.day(row.reviewed), "num"),
        )
        title = row.name.text(self.language)
        sort = {"name": title.casefold(), "id": row.id, "state": RANK[state.kind]}
        return Row(
            row.id, title, row_address(self.desk, "customers", row.id), cells, state, self.tags(state, row.kind), sort
        )

    def _contract(self, row: CustomerContract) -> Row:
        state = self.state(self.flaws.of(OF_CONTRACTS, row.id), contract_state(row.status, self.language))
        cells = (
            Cell(self.say(_("Customer")), self.links("customers", "customer", (row.customer,))),
            Cell(self.say(_("Services")), self.words(self.names.several("service", row.services))),
            Cell(self.say(_("Promises")), self.target(row.targets), "num"),
            Cell(self.say(_("SLAs")), self.links("slas", "", row.slas)),
            Cell(self.say(_("Ends")), self.day(row.end), "num"),
        )
        return Row(
            row.id,
            row.title.text(self.language) or row.id,
            row_address(self.desk, "customer-contracts", row.id),
            cells,
            state,
        )

    def _sides(self, finding: Finding) -> Iterable[Side]:
        """Return what each paper of a disagreement says about what is disputed, or only where it stands."""
        for place in (finding.where, *finding.also):
            title, targets = self._paper(place.parts)
            disputed = tuple(each for each in targets if each.metric == finding.quote) or targets
            words = tuple(target_words(each, self.language, sign=True) for each in disputed)
            yield Side(title, address_of(self.desk, place), words)

    def _paper(self, parts: tuple[str, ...]) -> tuple[str, tuple[Target, ...]]:
        """Return what a place of the dossier is called, and the targets it states."""
        key = parts[min(2, len(parts) - 1)]
        if parts[:2] == ("registers", "customer_contracts"):
            found = next((row for row in self.dossier.registers.customer_contracts if row.id == key), None)
            return self.say(_("Contract {id}", id=key)), found.targets if found else ()
        if parts[:2] == ("registers", "slas"):
            return key, self.dossier.slas[key].targets if key in self.dossier.slas else ()
        if parts[0] != "plan":
            return key, ()
        commitment = self.dossier.commitments.get(parts[-1]) or self.dossier.commitments.get(
            parts[min(3, len(parts) - 1)]
        )
        return self.say(_("The plan")), (commitment.target,) if commitment else ()


def contract_state(status: str, language: str) -> State:
    """Return the state of a contract about which nothing was found."""
    kind = {"in force": "ok", "draft": "wait"}.get(status, "calm")
    return State(kind, spoken_word(status, language))
