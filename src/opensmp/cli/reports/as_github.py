"""A check as GitHub workflow commands: each finding becomes an annotation at its line."""

from __future__ import annotations

from opensmp.checking import Finding, Severity
from opensmp.cli.reports import Checked

_LEVEL = {Severity.BLOCKS: "error", Severity.ADVICE: "warning"}


def render(checked: Checked, colour: bool) -> str:
    """Return one command a line; nothing where there is no finding."""
    return "".join(_annotation(checked, found) + "\n" for found in checked.report.findings)


def _annotation(checked: Checked, found: Finding) -> str:
    rule, place = checked.report.rule_of(found), checked.place(found)
    title = _property(f"{rule.id} {rule.title.text(checked.language)}")
    where = f"file={_property(checked.folder.path_of(place))},line={place.line},col={place.column}"
    words = f"{found.says.text(checked.language)}\n{(found.fix or rule.fix).text(checked.language)}"
    return f"::{_LEVEL[rule.severity]} {where},title={title}::{_data(words)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
