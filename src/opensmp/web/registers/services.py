"""The services in scope and the agreements about them, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.verdict import Verdict
from opensmp.plan.terms import Target
from opensmp.registers.services import Service, Sla
from opensmp.web.figures import figure_words
from opensmp.web.names import spoken_word
from opensmp.web.rows.facts import Linked
from opensmp.web.rows.findings import Told
from opensmp.web.rows.listing import Cell, Row, State
from opensmp.web.rows.shelf import AVAILABILITY, RANK, Shelf
from opensmp.web.rows.whereto import row_address

DIFFERENCES = frozenset({
    "registered-service-is-planned", "planned-service-is-registered", "planned-service-is-in-the-registers-scope",
    "planned-service-is-alive", "scope-and-portfolio-list-the-same-services", "scope-statement-names-the-same-services",
    "catalogue-lists-the-services", "status-agrees-with-the-register", "owner-agrees-with-the-register",
    "services-and-customers-name-each-other", "sla-promises-what-the-plan-promises", "cmdb-services-are-in-the-portfolio",
    "cmdb-knows-the-services-in-scope",
})  # fmt: skip
"""The rules that compare plan, register, scope statement and agreements: each names both places."""


class Services(Shelf):
    """The lists of services and of agreements for one person."""

    def services(self) -> list[Row]:
        """Return every service of the register."""
        return [self._service(row) for row in self.dossier.registers.services]

    def slas(self) -> list[Row]:
        """Return every service level agreement."""
        return [self._sla(row) for row in self.dossier.registers.slas]

    def differences(self) -> tuple[Told, ...]:
        """Return where plan, register and agreements differ."""
        return self.flaws.named(DIFFERENCES)

    def sentence(self) -> Message | Plural:
        """Return the line that answers the page's question."""
        scope = self.dossier.services_in_scope
        without = sum(row.id not in self._signed for row in scope)
        if not without:
            return n_(
                "{n} service is in scope, and it has a signed SLA.",
                "{n} services are in scope, and all have a signed SLA.",
                len(scope),
            )
        return n_(
            "{all} services are in scope. One of them has no signed SLA.", "{all} services are in scope. {n} of them have no signed SLA.",
            without, all=len(scope),
        )  # fmt: skip

    @cached_property
    def suppliers(self) -> Mapping[str, tuple[str, ...]]:
        """The suppliers by the service they support."""
        found: dict[str, list[str]] = {}
        for row in self.dossier.registers.suppliers:
            for service in row.services:
                found.setdefault(service, []).append(row.id)
        return {service: tuple(ids) for service, ids in found.items()}

    @cached_property
    def _signed(self) -> frozenset[str]:
        return frozenset(
            service for sla in self.dossier.registers.slas if sla.status == "approved" for service in sla.services
        )

    @cached_property
    def _before(self) -> frozenset[str] | None:
        """The services that the version in force relies on; None where nothing is in force or no text was kept."""
        version = self.dossier.in_force
        if version is None or version.number not in self.dossier.sealed:
            return None
        return frozenset(self.dossier.sealed[version.number].get("registers", {}).get("services", {}))

    @cached_property
    def _measured(self) -> Mapping[str, tuple[Verdict, Target]]:
        """The latest verdict about the availability of each service that a commitment names alone."""
        about = {
            row.id: (row.services[0], row.target)
            for row in self.dossier.plan.commitments.commitments
            if len(row.services) == 1 and row.target.metric == AVAILABILITY
        }
        latest: dict[str, tuple[Verdict, Target]] = {}
        for verdict in sorted(self.dossier.verdicts, key=lambda each: each.end):
            if verdict.commitment in about and verdict.measured is not None:
                service, target = about[verdict.commitment]
                latest[service] = (verdict, target)
        return latest

    def _service(self, row: Service) -> Row:
        slas = self.dossier.slas_of.get(row.id, ())
        suppliers = self.suppliers.get(row.id, ())
        state = self._state(row, slas)
        measured = self._measured.get(row.id)
        cells = (
            Cell(self.say(_("Customers")), self.words(self.names.several("customer", row.customers))),
            Cell(self.say(_("Tier")), self.words(str(row.criticality or "")), "num"),
            Cell(self.say(_("SLA")), tuple(self.link("slas", sla.id) for sla in slas) or self.words(self.say(_("None"))), "fit",
                 "" if slas or not _needs_sla(row) else "stop"),
            Cell(self.say(_("Target")), self.target(target for sla in slas if sla.status != "withdrawn" for target in sla.targets), "num"),
            Cell(self.say(_("Measured")), (Linked(self._figure(*measured)),) if measured else (), "num",
                 "stop" if measured and measured[0].verdict == "broken" else ""),
            Cell(self.say(_("Supplier")), self.links("suppliers", "supplier", suppliers)),
        )  # fmt: skip
        tags = self.tags(
            state,
            f"tier:{row.criticality}",
            *(f"supplier:{each}" for each in suppliers),
            "in" if row.in_scope else "outside",
        )
        title = row.name.text(self.language)
        sort = {"name": title.casefold(), "tier": row.criticality, "id": row.id, "state": RANK[state.kind]}
        return Row(row.id, title, row_address(self.desk, "services", row.id), cells, state, tags, sort)

    def _state(self, row: Service, slas: tuple[Sla, ...]) -> State:
        told = self.flaws.of("registers/services", row.id) + self.flaws.of("plan/portfolio/services", row.id)
        if _needs_sla(row) and row.id not in self._signed:
            return State("stop", _("Needs an SLA"))
        told += tuple(each for sla in slas for each in self.flaws.of("registers/slas", sla.id))
        if told:
            return self.state(told, _STATES["approved"])
        if (held := self._measured.get(row.id)) and held[0].verdict == "broken":
            return State("warn", _("Below target"))
        if not row.in_scope:
            return State("calm", _("Outside the scope"))
        if row.status != "active":
            return State("wait", spoken_word(row.status, self.language))
        return (
            State("new", _("New in the draft"))
            if self._before is not None and row.id not in self._before
            else State("ok", _("Current"))
        )

    def _sla(self, row: Sla) -> Row:
        told = self.flaws.of("registers/slas", row.id)
        state = self.state(told, _STATES[row.status])
        cells = (
            Cell(self.say(_("Services")), self.links("services", "service", row.services)),
            Cell(self.say(_("Customers")), self.words(self.names.several("customer", row.customers))),
            Cell(self.say(_("Target")), self.target(row.targets), "num"),
            Cell(self.say(_("Ends")), self.day(row.end), "num"),
            Cell(self.say(_("Last review")), self.day(row.reviewed), "num"),
        )  # fmt: skip
        title = row.title.text(self.language) or row.id
        sort = {"name": title.casefold(), "id": row.id, "end": row.end, "state": RANK[state.kind]}
        return Row(row.id, title, row_address(self.desk, "slas", row.id), cells, state, self.tags(state), sort)

    def _figure(self, verdict: Verdict, target: Target) -> str:
        return "" if verdict.measured is None else figure_words(verdict.measured, target.unit, self.language)


_STATES = {
    "approved": State("ok", _("Signed")), "draft": State("wait", _("Draft")), "withdrawn": State("calm", _("Withdrawn")),
}  # fmt: skip


def _needs_sla(row: Service) -> bool:
    """Whether a service is delivered to somebody now: a component, or what is planned or retired, needs no agreement."""
    return row.in_scope and row.kind == "service" and row.status not in ("proposed", "in development", "retired")
