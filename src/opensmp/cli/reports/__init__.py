"""The forms in which a check is reported, one module each, loaded only when asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from opensmp.checking import Finding, Report
from opensmp.exchange import Folder, Place
from opensmp.exchange.textfile import TextFile

FORMATS = ("text", "json", "sarif", "github", "html")


class Checked(NamedTuple):
    """A report with what is needed to show it: the folder for files and lines, the profile, the language."""

    report: Report
    folder: Folder | TextFile
    profile: str
    language: str

    def place(self, finding: Finding) -> Place:
        """Where the finding stands in the files."""
        return self.folder.place(finding.where)

    def keeper(self, finding: Finding) -> str:
        """The name of the keeper of the section concerned, or the plan's owner."""
        plan = self.report.dossier.plan
        key = finding.where.section
        section = getattr(plan, key, None) if key else None
        keeper = getattr(section, "keeper", None) or plan.identity.owner
        return self.report.dossier.people.name(keeper) if keeper else ""


Reporter = Callable[[Checked, bool], str]


def reporter(form: str) -> Reporter:
    """Return the function that renders in that form; the second argument asks for colour."""
    render: Reporter = import_module(f"opensmp.cli.reports.as_{form}").render
    return render
