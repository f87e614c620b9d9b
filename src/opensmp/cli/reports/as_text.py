"""A check in the terminal: the standing in one sentence, then each finding with its place, its clause and its remedy."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Iterator

import click

from opensmp.checking import Finding, Severity, checklist_rows, planning_items
from opensmp.cli.reports import Checked
from opensmp.cli.reports.words import correction_words, count_words, headline, length_words
from opensmp.i18n import _

_MARK = {Severity.BLOCKS: ("■", "red"), Severity.ADVICE: ("▲", "yellow")}


def render(checked: Checked, colour: bool) -> str:
    """Return the report as lines for a terminal of any width, in colour or plain."""
    page = _Page(checked, colour)
    return "\n".join(line.rstrip() for line in page.lines()) + "\n"


class _Page:
    def __init__(self, checked: Checked, colour: bool) -> None:
        self.checked = checked
        self.report = checked.report
        self.language = checked.language
        self.colour = colour
        self.width = min(_columns(), 110)

    def lines(self) -> Iterator[str]:
        yield from self._standing()
        for severity in Severity:
            yield from self._group(severity)
        if self.report.accepted:
            yield from self._accepted()
        yield ""
        yield from self._counts()

    def _standing(self) -> Iterator[str]:
        organisation = self.report.dossier.organisation
        title = " · ".join(
            filter(None, (organisation.name, self.report.dossier.plan.identity.title.text(self.language)))
        )
        if title:
            yield self._style(title, bold=True)
        yield from self._wrapped(headline(self.checked).text(self.language))

    def _group(self, severity: Severity) -> Iterator[str]:
        found = self.report.of(severity)
        if not found:
            return
        name = _("Blocks approval") if severity is Severity.BLOCKS else _("Advice")
        yield ""
        yield self._style(f"{name.text(self.language)} ({len(found)})", bold=True)
        for finding in found:
            yield ""
            yield from self._finding(finding, severity)

    def _finding(self, finding: Finding, severity: Severity) -> Iterator[str]:
        rule = self.report.rule_of(finding)
        mark, paint = _MARK[severity]
        yield from self._wrapped(finding.says.text(self.language), first=f"{self._style(mark, fg=paint)} ", indent=2)
        place = self.checked.place(finding)
        clause = _("clause {number}", number=rule.clause).text(self.language)
        yield self._style(f"  {rule.id} · {clause} · {place}", dim=True)
        yield from self._labelled(_("Why").text(self.language), rule.why.text(self.language))
        yield from self._labelled(_("Fix").text(self.language), (finding.fix or rule.fix).text(self.language))
        if finding.correction:
            label = correction_words(finding.correction).text(self.language)
            yield from self._labelled(label, finding.correction.after)
        for other in finding.also:
            yield self._style(f"  ↔ {self.checked.folder.place(other)}", dim=True)

    def _accepted(self) -> Iterator[str]:
        yield ""
        yield self._style(f"{_('Accepted').text(self.language)} ({len(self.report.accepted)})", bold=True)
        for each in self.report.accepted:
            who = self.report.dossier.people.name(each.acceptance.by or "")
            said = _(
                "{rule}: {says} Accepted by {who}: {reason}",
                rule=each.finding.rule, says=each.finding.says, who=who, reason=each.acceptance.reason,
            )  # fmt: skip
            yield from self._wrapped(said.text(self.language), first="○ ", indent=2)

    def _counts(self) -> Iterator[str]:
        yield from self._wrapped(
            count_words(checklist_rows(self.report), planning_items(self.report)).text(self.language)
        )
        yield from self._wrapped(length_words(self.report.dossier.extent).text(self.language))
        if self.report.findings:
            rule = self.report.findings[0].rule
            yield self._style(_("More about a rule: opensmp explain {rule}", rule=rule).text(self.language), dim=True)

    def _labelled(self, label: str, words: str) -> Iterable[str]:
        return self._wrapped(words, first=f"  {self._style(label, bold=True)}  ", indent=2 + len(label) + 2)

    def _wrapped(self, words: str, first: str = "", indent: int = 0) -> Iterator[str]:
        lines = textwrap.wrap(words, max(self.width - indent, 30), break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(lines):
            yield (first if number == 0 else " " * indent) + line

    def _style(self, words: str, **style: bool | str) -> str:
        return click.style(words, **style) if self.colour else words  # type: ignore[arg-type]  # click's own keywords


def _columns() -> int:
    """Return the width that ``COLUMNS`` asks for, else the terminal's, else 100."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 100
    except (OSError, ValueError):  # a pipe or a file has no width
        return 100
