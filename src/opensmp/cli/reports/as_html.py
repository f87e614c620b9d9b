"""A check as one self-contained page that can be handed to a CIO: no script, no network, light, dark, phone and paper."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from opensmp.checking import Count, Finding, Rule, Severity, by_clause, checklist_rows, planning_items
from opensmp.cli.reports import Checked
from opensmp.cli.reports.pages import rendered, stylesheet
from opensmp.cli.reports.words import correction_words, count_words, headline
from opensmp.i18n import Message, _, n_

_MARK = {"met": "ok", "declared gap": "wait", "not met": "stop"}
_TENTHS = 20
"""The bars of a clause are drawn in twentieths, so that their widths are classes and not inline styles."""
_WIDTHS = Markup("@layer parts {{ {} }}").format(
    Markup().join(Markup(".meter .w{0} {{ flex: {0}; }}").format(share) for share in range(1, _TENTHS + 1))
)


def render(checked: Checked, colour: bool) -> str:
    """Return the page."""
    return rendered("report.html", _Page(checked).context())


class _Page:
    """What the template shows, said in the report's language."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.report = checked.report
        self.language = checked.language
        self.anchors = {id(found): f"f{number}" for number, found in enumerate(self.report.findings, 1)}

    def context(self) -> dict[str, Any]:
        dossier = self.report.dossier
        identity = dossier.plan.identity
        rows, items = checklist_rows(self.report), planning_items(self.report)
        title = identity.title.text(self.language) or self.say(_("Service management plan"))
        return {
            "language": self.language,
            "css": stylesheet("tokens.css", "report.css") + _WIDTHS,
            "question": self.say(_question(self.checked.profile)),
            "organisation": dossier.organisation.name or self.checked.folder.name,
            "plan": " · ".join(
                filter(
                    None, (title, identity.number, identity.version and self.say(_("version {n}", n=identity.version)))
                )
            ),
            "standing": self.say(headline(self.checked)),
            "counts": self.say(count_words(rows, items)),
            "checklist": self.count(rows),
            "planning": self.count(items),
            "clauses": [self.clause(number, rules) for number, rules in by_clause(self.report).items()],
            "facts": self.facts(),
            "groups": [self.group(severity) for severity in Severity],
            "accepted": [self.accepted(each) for each in self.report.accepted],
            "edition": dossier.standard.citation,
            "foot": self.foot(),
            "w": {name: self.say(words) for name, words in _words().items()},
        }

    def say(self, message: Any) -> str:
        words: str = message.text(self.language)
        return words

    def count(self, count: Count) -> dict[str, Any]:
        return {
            "met": count.met,
            "all": len(count.rows),
            "rows": [
                {
                    "title": self.say(row.title),
                    "clause": row.clause,
                    "mark": _MARK[row.state],
                    "state": self.say(_state(row.state)),
                    "anchor": self.anchors[id(row.findings[0])] if row.findings else "",
                }
                for row in count.rows
            ],
        }

    def clause(self, number: str, rules: tuple[Rule, ...]) -> dict[str, Any]:
        open_rules = {found.rule for found in self.report.findings}
        stop = sum(rule.id in open_rules and rule.severity is Severity.BLOCKS for rule in rules)
        warn = sum(rule.id in open_rules and rule.severity is Severity.ADVICE for rule in rules)
        met = len(rules) - stop - warn
        shares = (("ok", met), ("warn", warn), ("stop", stop))
        clause = self.report.dossier.standard.clauses.get(number)
        return {
            "number": number,
            "title": clause.title.text(self.language) if clause else "",
            "bars": [(mark, max(1, round(share * _TENTHS / len(rules)))) for mark, share in shares if share],
            "words": self.say(_("{met} of {n} rules satisfied", met=met, n=len(rules))),
        }

    def facts(self) -> list[tuple[str, str]]:
        dossier = self.report.dossier
        extent = dossier.extent
        owner = dossier.plan.identity.owner
        facts = [
            (_("Owner"), dossier.people.name(owner) if owner else "—"),
            (_("Length"), self.say(n_("one page", "{n} pages", round(extent.pages)))),
            (_("Reading time"), self.say(n_("one minute", "{n} minutes", round(extent.minutes)))),
            (_("Services in scope"), str(len(dossier.services_in_scope))),
            (_("Rules asked"), str(len(self.report.rules))),
        ]
        return [(self.say(name), said) for name, said in facts]

    def group(self, severity: Severity) -> dict[str, Any]:
        title = _("Blocks approval") if severity is Severity.BLOCKS else _("Advice")
        return {
            "mark": "stop" if severity is Severity.BLOCKS else "warn",
            "title": self.say(title),
            "findings": [self.finding(found) for found in self.report.of(severity)],
        }

    def finding(self, found: Finding) -> dict[str, Any]:
        rule = self.report.rule_of(found)
        says = self.say(found.says)
        return {
            "anchor": self.anchors[id(found)],
            "says": says,
            "line": self.line(found, rule),
            "quote": found.quote if found.quote not in says else "",
            "why": self.say(rule.why),
            "fix": self.say(found.fix or rule.fix),
            "correction": found.correction
            and {
                "label": self.say(correction_words(found.correction)),
                "before": found.correction.before,
                "after": found.correction.after,
            },
            "place": str(self.checked.place(found)),
            "also": [str(self.checked.folder.place(other)) for other in found.also],
        }

    def line(self, found: Finding, rule: Rule) -> str:
        """Rule, section, clause and keeper in one quiet line."""
        sections = self.report.dossier.standard.sections
        section = sections.get(found.where.section or "")
        parts = [
            rule.id,
            self.say(_("section {number}", number=section.number)) if section else "",
            self.say(_("clause {number}", number=rule.clause)),
            self.checked.keeper(found),
        ]
        return " · ".join(part for part in parts if part)

    def accepted(self, each: Any) -> dict[str, str]:
        given = each.acceptance
        who = self.report.dossier.people.name(given.by or "")
        until = (
            _("Accepted by {who} until {day}", who=who, day=given.until)
            if given.until
            else _("Accepted by {who}", who=who)
        )
        return {
            "says": self.say(each.finding.says),
            "line": f"{each.finding.rule} · {self.say(until)}",
            "reason": given.reason.text(self.language),
        }

    def foot(self) -> str:
        words = _(
            "Checked as of {day} with the profile {profile} by OpenSMP.",
            day=self.report.dossier.today,
            profile=self.checked.profile,
        )
        said = self.say(words)
        if self.report.dossier.organisation.fictional:
            said += " " + self.say(_("A fictional organisation; every name and figure is invented."))
        return said


def _question(profile: str) -> Message:
    if profile == "stage2":
        return _("Does practice match the plan?")
    if profile == "ojk":
        return _("Does the plan meet the Indonesian obligations?")
    return _("Would this plan pass Stage 1?")


def _state(state: str) -> Message:
    if state == "met":
        return _("met")
    return _("met with a declared gap") if state == "declared gap" else _("not met")


def _words() -> dict[str, Message]:
    return {
        "why": _("Why"),
        "fix": _("Fix"),
        "removed": _("removed"),
        "added": _("added"),
        "skip": _("Skip to the findings"),
        "overview": _("Overview"),
        "checklist": _("Content checklist"),
        "planning": _("Clause 6.3 a–h"),
        "by_clause": _("By clause"),
        "document": _("The document"),
        "nothing": _("Nothing here."),
        "accepted": _("Accepted"),
    }
