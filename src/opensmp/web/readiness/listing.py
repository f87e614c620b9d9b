"""The findings as the page lists them: by severity, filtered by clause and keeper, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from opensmp.actions.accepting import is_ready
from opensmp.checking.counts import by_clause, checklist_rows, planning_items
from opensmp.checking.finding import Finding, Severity
from opensmp.checking.run import Accepted, Report
from opensmp.i18n import Message, _, n_
from opensmp.web.desk import Desk

PROFILES = {
    "stage1": _("Stage 1"),
    "stage2": _("Stage 2"),
    "ojk": _("Obligations (Indonesia)"),
}
_BARS = 8
"""The most blocks that stand for a clause's rules."""


class Clause(NamedTuple):
    """A main clause beside the list: its number, its title, and blocks for its rules."""

    number: str
    title: Any
    bars: tuple[str, ...]
    satisfied: int
    rules: int
    is_chosen: bool


class Item(NamedTuple):
    """A finding with what the page shows of it."""

    id: str
    finding: Finding
    rule: Any
    severity: str
    section: str
    keeper: str
    is_open: bool
    is_ready: bool
    edit_url: str


def identity_of(found: Finding) -> str:
    """Return a short name of a finding that stays while its place and its words stay."""
    return sha256(f"{found.rule}\0{found.where}\0{found.says}".encode()).hexdigest()[:10]


class Listing:
    """What one request asked for of a report."""

    def __init__(self, desk: Desk, report: Report) -> None:
        self.desk = desk
        self.report = report
        asked = desk.request.GET
        self.clause = asked.get("clause", "")
        self.holder = asked.get("keeper", "")
        self.chosen = asked.get("at", "")
        self.shows_accepted = asked.get("show") == "accepted"

    def headline(self) -> Message:
        """Answer the question of the page in one sentence."""
        blocking, advice = len(self.report.of(Severity.BLOCKS)), len(self.report.of(Severity.ADVICE))
        rows, items = checklist_rows(self.report), planning_items(self.report)
        counts = _(
            "{rows} of {all_rows} rows of the content checklist are met, "
            "{items} of {all_items} items of clause 6.3 are included or referenced.",
            rows=rows.met, all_rows=len(rows.rows), items=items.met, all_items=len(items.rows),
        )  # fmt: skip
        if not blocking and not advice:
            return _("Yes: nothing is open. {counts}", counts=counts)
        if not blocking:
            told = n_("one finding is advice", "{n} findings are advice", advice)
            return _("Nothing blocks it; {advice}. {counts}", advice=told, counts=counts)
        return _(
            "Not yet: {blocking}, {advice}. {counts}",
            blocking=n_("one finding blocks approval", "{n} findings block approval", blocking),
            advice=n_("one is advice", "{n} are advice", advice), counts=counts,
        )  # fmt: skip

    def clauses(self) -> list[Clause]:
        """Return every main clause with its rules as blocks, in the order of the standard."""
        open_rules = {found.rule for found in self.report.findings}
        return [self._clause(number, rules, open_rules) for number, rules in by_clause(self.report).items()]

    def _clause(self, number: str, rules: Sequence[Any], open_rules: set[str]) -> Clause:
        stop = sum(rule.id in open_rules and rule.severity is Severity.BLOCKS for rule in rules)
        warn = sum(rule.id in open_rules and rule.severity is Severity.ADVICE for rule in rules)
        total = min(_BARS, len(rules))
        bad = [*["warn"] * min(warn, total), *["stop"] * min(stop, total)][-total:]
        title = self.report.dossier.standard.clauses.get(number)
        return Clause(
            number, title.title if title else "", tuple(["ok"] * (total - len(bad)) + bad), len(rules) - stop - warn,
            len(rules), number == self.clause,
        )  # fmt: skip

    def items(self, severity: Severity) -> list[Item]:
        """Return the open findings of one severity that the filters leave."""
        return [self.item(found) for found in self.report.of(severity) if self._wanted(found)]

    def accepted(self) -> list[tuple[Item, Accepted]]:
        """Return the accepted findings with their acceptances."""
        return [(self.item(each.finding), each) for each in self.report.accepted]

    def keepers(self) -> list[tuple[str, str]]:
        """Return the people whose findings are open, for the filter."""
        found = {self._keeper(each) for each in self.report.findings} - {""}
        return [("", self.desk.say(_("Every keeper"))), *((name, name) for name in sorted(found))]

    def _wanted(self, found: Finding) -> bool:
        if self.clause and not f"{self.report.rule_of(found).clause}.".startswith(f"{self.clause}."):
            return False
        return not self.holder or self._keeper(found) == self.holder

    def item(self, found: Finding) -> Item:
        """Return one finding as the page shows it."""
        dossier, rule = self.report.dossier, self.report.rule_of(found)
        section = dossier.standard.sections.get(found.where.section or "")
        identity = identity_of(found)
        is_open = self.chosen == identity or (not self.chosen and found is self._first)
        ready = bool(is_open and found.correction and is_ready(dossier, found.correction))
        number = str(section.number) if section else ""
        return Item(
            identity,
            found,
            rule,
            rule.severity.value,
            number,
            self._keeper(found),
            is_open,
            ready,
            self._edit_url(found),
        )

    @property
    def _first(self) -> Finding | None:
        wanted = [each for severity in Severity for each in self.report.of(severity) if self._wanted(each)]
        return wanted[0] if wanted else None

    def _keeper(self, found: Finding) -> str:
        dossier, section = self.report.dossier, found.where.section
        if section and section in dossier.extents:
            keeper = dossier.plan.section(section).keeper
            if section == "practices" and len(found.where.parts) > 3 and found.where.parts[3] in dossier.practices:
                keeper = dossier.practices[found.where.parts[3]].owner or keeper
            return self._name(keeper)
        return self._name(dossier.plan.identity.owner)

    def _name(self, holder: str | None) -> str:
        people = self.report.dossier.people
        persons = people.holders(holder) if holder else ()
        return persons[0].name if persons else (people.name(holder) if holder else "")

    def _edit_url(self, found: Finding) -> str:
        """Return where the text of a finding is changed, or nothing where no screen owns it."""
        parts = found.where.parts
        if found.where.section and found.where.section in self.report.dossier.extents:
            if parts[:3] == ("plan", "practices", "practices") and len(parts) > 3:
                return self.desk.url("write_practice", practice=parts[3])
            if parts[2:3] == ("objectives",):
                return self.desk.url("objectives")
            if parts[2:3] == ("raci",):
                return self.desk.url("raci")
            return self.desk.url("write_section", section=found.where.section)
        pages = {
            "services": "services", "slas": "services", "customers": "customers", "customer_contracts": "customers",
            "suppliers": "suppliers", "supplier_contracts": "suppliers", "documents": "documents",
            "improvements": "improvement",
        }  # fmt: skip
        if parts[0] == "registers" and len(parts) > 1 and parts[1] in pages:
            return self.desk.url(pages[parts[1]])
        return self.desk.url("people") if parts[0] == "organisation" else ""
