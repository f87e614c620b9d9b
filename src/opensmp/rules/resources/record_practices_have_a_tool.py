"""Whether the practices that keep records have a tool to keep them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.resources import Technology
from opensmp.rules.resources._thresholds import RECORD_PRACTICES


def _nowhere(dossier: Dossier, practice: str) -> Dossier:
    """Take a practice away from every tool."""

    def changed(tools: tuple[Technology, ...]) -> tuple[Technology, ...]:
        named = tuple(
            replace(tool, practices=tuple(each for each in tool.practices if each != practice)) for tool in tools
        )
        return (replace(named[0], practices=named[0].practices or ("availability",)), *named[1:])

    return edit(dossier, "plan/resources/technology", changed)


@rule(
    "RES-22",
    clause="6.3",
    severity=ADVICE,
    requirements=("R13", "R21"),
    examples=(
        fails("No tool is named for incident management", lambda d: _nowhere(d, "incident")),
        passes("Demand management can do without one", lambda d: _nowhere(d, "demand")),
    ),
)
def record_practices_have_a_tool(dossier: Dossier) -> Iterator[Finding]:
    """Practices that keep records have a tool.

    Why: incidents, requests, problems, changes and configuration items have to be recorded; the plan should say
    in what.

    Fix: name the practice at the tool that holds its records.
    """
    tools = dossier.plan.resources.technology
    supported = {practice for tool in tools for practice in tool.practices}
    if not supported:
        return
    titles = dossier.standard.practices
    bare = [
        titles[key].title
        for key in RECORD_PRACTICES
        if key in dossier.practices and key not in supported and key in titles
    ]
    if bare:
        yield Finding(
            where=at("plan/resources/technology"),
            says=_("No tool is named that holds the records of {practices}", practices=tuple(bare)),
        )
