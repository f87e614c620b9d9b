"""A check as one JSON object, for other programs. The keys never change their meaning; new ones may come."""

from __future__ import annotations

import json
from typing import Any

from opensmp.checking import Accepted, Count, Finding, Severity, checklist_rows, planning_items
from opensmp.cli.reports import Checked
from opensmp.cli.reports.words import headline

FORMAT = "opensmp-check-1"


def render(checked: Checked, colour: bool) -> str:
    """Return the report as JSON, in a stable order."""
    return json.dumps(as_object(checked), ensure_ascii=False, indent=2) + "\n"


def as_object(checked: Checked) -> dict[str, Any]:
    """Return the report as plain values."""
    report, language = checked.report, checked.language
    dossier, identity = report.dossier, report.dossier.plan.identity
    extent = dossier.extent
    return {
        "format": FORMAT,
        "organisation": dossier.organisation.name,
        "plan": {"number": identity.number, "title": identity.title.text(language), "version": identity.version},
        "profile": checked.profile,
        "today": dossier.today.isoformat(),
        "rules": len(report.rules),
        "standing": headline(checked).text(language),
        "counts": {
            "blocks": len(report.of(Severity.BLOCKS)),
            "advice": len(report.of(Severity.ADVICE)),
            "accepted": len(report.accepted),
        },
        "checklist": _count(checklist_rows(report), language),
        "clause_6_3": _count(planning_items(report), language),
        "length": {
            "words": extent.words,
            "rows": extent.rows,
            "pages": round(extent.pages, 1),
            "minutes": round(extent.minutes),
        },
        "findings": [_finding(checked, found) for found in report.findings],
        "accepted": [_accepted(checked, each) for each in report.accepted],
    }


def _count(count: Count, language: str) -> dict[str, Any]:
    return {
        "met": count.met,
        "of": len(count.rows),
        "rows": [
            {
                "key": row.key,
                "title": row.title.text(language),
                "clause": row.clause,
                "state": row.state,
                "against": sorted({found.rule for found in row.findings}),
            }
            for row in count.rows
        ],
    }


def _finding(checked: Checked, found: Finding) -> dict[str, Any]:
    rule, language, place = checked.report.rule_of(found), checked.language, checked.place(found)
    return {
        "rule": rule.id,
        "name": rule.name,
        "severity": str(rule.severity),
        "clause": rule.clause,
        "section": found.where.section,
        "where": str(found.where),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "keeper": checked.keeper(found),
        "says": found.says.text(language),
        "quote": found.quote,
        "why": rule.why.text(language),
        "fix": (found.fix or rule.fix).text(language),
        "also": [str(other) for other in found.also],
        "correction": found.correction
        and {
            "kind": found.correction.kind,
            "where": str(found.correction.where),
            "before": found.correction.before,
            "after": found.correction.after,
        },
    }


def _accepted(checked: Checked, each: Accepted) -> dict[str, Any]:
    given = each.acceptance
    return {
        **_finding(checked, each.finding),
        "accepted_by": given.by,
        "reason": given.reason.text(checked.language),
        "until": given.until and given.until.isoformat(),
    }
