"""Every document around the plan: as a map under it, or as a list, each with whether it agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from opensmp.i18n import Message, Plural, _, n_
from opensmp.registers.documents import Document, DocumentKind
from opensmp.web.names import spoken_word
from opensmp.web.rows.findings import Told
from opensmp.web.rows.listing import Cell, Row, State
from opensmp.web.rows.shelf import RANK, Shelf
from opensmp.web.rows.whereto import row_address

LEAVES = 4
"""Documents of a kind that the map shows one by one; the rest are counted, those that disagree always shown."""


class Branch(NamedTuple):
    """A kind of document under the plan. ``leaves`` are shown; ``more`` agree and are only counted."""

    title: str
    sub: str
    href: str
    state: State
    leaves: tuple[Row, ...]
    more: int
    more_href: str


GROUPS: tuple[tuple[Message, tuple[DocumentKind, ...]], ...] = (
    (_("Scope statement"), ("scope statement",)),
    (_("Policies and plans"), ("policy", "plan", "continuity plan")),
    (_("Service portfolio, catalogue and requirements"), ("portfolio", "catalogue", "requirements")),
    (_("Practice procedures"), ("process", "procedure")),
    (_("Agreements and contracts"), ("agreement", "contract")),
    (_("Registers"), ("register", "risk register")),
    (_("Records and reports"), ("record", "report", "other")),
)
"""The branches of the map, in the order in which an auditor asks for them."""


class Documents(Shelf):
    """The document register, as a map and as a list."""

    def documents(self) -> list[Row]:
        """Return every document."""
        return [self._document(row) for row in self.dossier.registers.documents]

    def map(self) -> list[Branch]:
        """Return the branches under the plan: documents by kind, then the registers that agree with it."""
        rows = {row.id: row for row in self.documents()}
        branches = [self._of_kinds(title, kinds, rows) for title, kinds in GROUPS]
        return [*filter(None, branches), *self._registers()]

    def disagreements(self) -> tuple[Told, ...]:
        """Return what was found about documents."""
        return self.flaws.under("registers/documents")

    def sentence(self) -> Message | Plural:
        """Return the line that answers the page's question."""
        number, found = len(self.dossier.registers.documents), len(self.disagreements())
        if not number:
            return _("No document is registered yet.")
        if not found:
            return n_(
                "Yes. The plan sits above one document, and it agrees.",
                "Yes. The plan sits above {n} documents, and all agree with it.",
                number,
            )
        return n_(
            "The plan sits above {all} documents. One place disagrees with it.",
            "The plan sits above {all} documents. {n} places disagree with it, and an auditor would read each as a red flag.",
            found, all=number,
        )  # fmt: skip

    def standing(self) -> State:
        """Return the state of the plan itself."""
        version, draft = self.dossier.in_force, self.dossier.plan.identity.version
        if version is None:
            return State("wait", _("Not in force"))
        return (
            State("ok", _("{version} in force", version=version.number))
            if version.number == draft
            else State("live", _("In revision"))
        )

    def _document(self, row: Document) -> Row:
        told = self.flaws.of("registers/documents", row.id)
        state = self.state(
            told,
            State("ok", _("Agrees"))
            if row.status == "approved"
            else State("wait", spoken_word(row.status, self.language)),
        )
        cells = (
            Cell(self.say(_("Kind")), self.words(spoken_word(row.kind, self.language))),
            Cell(self.say(_("Version")), self.words(row.version), "num"),
            Cell(self.say(_("Keeper")), self.words(self.names.holder(row.owner))),
            Cell(self.say(_("Approved on")), self.day(row.approved), "num"),
            Cell(self.say(_("Next review")), self.day(row.next_review), "num"),
        )
        title = row.title.text(self.language)
        sort = {"name": title.casefold(), "id": row.id, "review": row.next_review, "state": RANK[state.kind]}
        return Row(row.id, title, row_address(self.desk, "documents", row.id), cells, state, self.tags(state), sort)

    def _of_kinds(self, title: Message, kinds: Sequence[str], rows: Mapping[str, Row]) -> Branch | None:
        own = self.dossier.plan.identity.number
        held = [rows[row.id] for row in self.dossier.registers.documents if row.kind in kinds and row.id != own]
        if not held:
            return None
        sub = n_("one document", "{n} documents", len(held)) if len(held) > 1 else None
        href = self.desk.url("documents", **{"as": "list"}) if len(held) > 1 else held[0].href
        return self._branch(self.say(title), self.say(sub) if sub else held[0].title, href, held)

    def _registers(self) -> list[Branch]:
        """Return the registers that the plan has to agree with."""
        registers = self.dossier.registers
        named: tuple[tuple[Message, str, int, str], ...] = (
            (_("Service register"), "registers/services", len(registers.services), "services"),
            (_("Service level agreements"), "registers/slas", len(registers.slas), "services"),
            (_("Customer contracts"), "registers/customer_contracts", len(registers.customer_contracts), "customers"),
            (_("Supplier contracts"), "registers/supplier_contracts", len(registers.supplier_contracts), "suppliers"),
        )
        branches = []
        for title, place, number, page in named:
            told = self.flaws.under(place)
            state = self.state(told, State("ok", _("Agrees")))
            branches.append(
                Branch(
                    self.say(title), self.say(n_("one row", "{n} rows", number)), self.desk.url(page), state, (), 0, ""
                )
            )
        return branches

    def _branch(self, title: str, sub: str, href: str, rows: list[Row]) -> Branch:
        asking = [row for row in rows if row.state.kind in ("stop", "warn")]
        kind = "stop" if any(row.state.kind == "stop" for row in asking) else "warn"
        state = State(kind, n_("One differs", "{n} differ", len(asking))) if asking else State("ok", _("Agrees"))
        leaves = sorted(rows, key=lambda row: RANK[row.state.kind])[: max(LEAVES, len(asking))]
        return Branch(title, sub, href, state, tuple(leaves) if len(rows) > 1 else (), len(rows) - len(leaves), href)
