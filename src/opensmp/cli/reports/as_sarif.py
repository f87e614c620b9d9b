"""A check as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from typing import Any

from opensmp.checking import Address, Finding, Rule, Severity
from opensmp.cli.reports import Checked

_LEVEL = {Severity.BLOCKS: "error", Severity.ADVICE: "warning"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(checked: Checked, colour: bool) -> str:
    """Return one run with the rules that spoke and their results; fingerprints are rule and address."""
    report = checked.report
    spoken = sorted({found.rule for found in report.findings} | {each.finding.rule for each in report.accepted})
    results = [_result(checked, found, spoken) for found in report.findings]
    for each in report.accepted:
        reason = each.acceptance.reason.text(checked.language)
        suppression = {"kind": "external", "status": "accepted", "justification": reason}
        results.append({**_result(checked, each.finding, spoken), "suppressions": [suppression]})
    run = {
        "tool": {
            "driver": {"name": "OpenSMP", "rules": [_rule(report.by_id[name], checked.language) for name in spoken]}
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title.text(language)},
        "fullDescription": {"text": rule.why.text(language)},
        "help": {"text": rule.fix.text(language)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"clause": rule.clause, "requirements": list(rule.requirements)},
    }


def _result(checked: Checked, found: Finding, spoken: list[str]) -> dict[str, Any]:
    rule = checked.report.rule_of(found)
    return {
        "ruleId": rule.id,
        "ruleIndex": spoken.index(rule.id),
        "level": _LEVEL[rule.severity],
        "message": {"text": found.says.text(checked.language)},
        "locations": [_location(checked, found.where)],
        "relatedLocations": [_location(checked, other) for other in found.also],
        "partialFingerprints": {"ruleAndAddress/v1": f"{rule.id}:{found.where}"},
    }


def _location(checked: Checked, where: Address) -> dict[str, Any]:
    place = checked.folder.place(where)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": checked.folder.path_of(place)},
            "region": {"startLine": place.line, "startColumn": place.column},
        },
        "logicalLocations": [{"fullyQualifiedName": str(where)}],
    }
