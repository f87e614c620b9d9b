"""The two counts that are never merged: checklist rows met (of eleven) and items of clause 6.3 covered (of eight).

Neither is a score. A row or an item is not met while a blocking finding speaks against it; advice does not count against it.
An empty section, or one with blanks left in it, speaks against its row as well, whatever else is in order.
An accepted finding is a declared gap: it counts as met and the declaration is shown.
"""

from typing import Literal, NamedTuple, TypeAlias

from opensmp.checking.finding import Finding, Severity
from opensmp.checking.rule import Rule
from opensmp.checking.run import Report
from opensmp.i18n import Speakable

State: TypeAlias = Literal["met", "declared gap", "not met"]


class Row(NamedTuple):
    """One row of a count, with the findings that speak against it."""

    key: str
    title: Speakable
    clause: str
    section: str
    state: State
    findings: tuple[Finding, ...]


class Count(NamedTuple):
    """Rows of one kind; ``met`` of ``len(rows)``, declared gaps included and shown apart."""

    rows: tuple[Row, ...]

    @property
    def met(self) -> int:
        return sum(row.state != "not met" for row in self.rows)

    @property
    def declared(self) -> int:
        """How many rows are met only by a declared gap."""
        return sum(row.state == "declared gap" for row in self.rows)


def checklist_rows(report: Report) -> Count:
    """Count the eleven rows of the content checklist."""
    return Count(
        tuple(
            _row(
                report,
                row.key,
                row.title,
                row.clauses[0],
                row.section,
                {rule.id for rule in report.rules if row.requirement in rule.requirements},
                _unfilled(report, row.section),
            )
            for row in report.dossier.standard.checklist.values()
        )
    )


def planning_items(report: Report) -> Count:
    """Count the eight items a–h of clause 6.3, each included or referenced."""
    return Count(
        tuple(
            _row(
                report,
                item.letter,
                item.title,
                f"6.3 {item.letter})",
                item.sections[0],
                {rule.id for rule in report.rules if item.letter in rule.items},
            )
            for item in report.dossier.standard.planning_items.values()
        )
    )


def _row(
    report: Report,
    key: str,
    title: Speakable,
    clause: str,
    section: str,
    rules: set[str],
    also: frozenset[Finding] = frozenset(),
) -> Row:
    against = tuple(found for found in report.of(Severity.BLOCKS) if found.rule in rules or found in also)
    declared = any(each.finding.rule in rules for each in report.accepted)
    state: State = "not met" if against else "declared gap" if declared else "met"
    return Row(key, title, clause, section, state, against)


def _unfilled(report: Report, section: str) -> frozenset[Finding]:
    """The blocking findings about the form of a section: it is empty, or somebody has yet to fill it in."""
    return frozenset(
        found
        for found in report.of(Severity.BLOCKS)
        if found.where.section == section and report.rule_of(found).group == "form"
    )


def by_clause(report: Report) -> dict[str, tuple[Rule, ...]]:
    """Group the rules of a report by main clause (``6.2`` for ``6.2.1``), in clause order."""
    groups: dict[str, list[Rule]] = {}
    for rule in report.rules:
        groups.setdefault(_main(rule.clause), []).append(rule)
    return {clause: tuple(groups[clause]) for clause in sorted(groups, key=_clause_order)}


def _main(clause: str) -> str:
    number = clause.split()[0]
    return ".".join(number.split(".")[:2])


def _clause_order(clause: str) -> tuple[int, ...]:
    return tuple(int(part) for part in clause.split(".") if part.isdigit())
