"""``opensmp check``: what an auditor would say about the plan, before an auditor does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from opensmp.checking import PROFILES, Report, Severity, chosen, run
from opensmp.cli.reports import FORMATS, Checked, reporter
from opensmp.cli.speaking import language_option, today_option
from opensmp.cli.writing import deliver
from opensmp.exchange.textfile import TextFile, open_plan
from opensmp.plan.plan import SECTIONS
from opensmp.rules import all_rules

_SECTIONS = {("plan", key) for key in SECTIONS}
_FAILING = {
    "blocks": (Severity.BLOCKS,),
    "advice": (Severity.BLOCKS, Severity.ADVICE),
    "never": (),
}


@click.command(
    "check",
    epilog="""\b
Examples:
  opensmp check my-plan
  opensmp check my-plan --format html --output report.html
  opensmp check my-plan --profile all --fail-on advice     (in a pipeline)
  opensmp check old-plan.md                                (a text that is no folder yet)

Exit codes: 0 no findings at the level of --fail-on; 1 findings at that level; 2 the plan cannot be read.""",
)
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice([*PROFILES, "all"]),
    default="stage1",
    show_default=True,
    help="Which questions to ask: stage1 (is the design sound?), stage2 (does practice match?), ojk (Indonesian rules).",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAILING)),
    default="blocks",
    show_default=True,
    help="Exit with 1 when there are findings of this severity (advice includes blocks).",
)
@today_option
@language_option
def check_command(
    plan: Path, profile: str, form: str, output: Path | None, fail_on: str, today: date, language: str
) -> None:
    """Check PLAN, a plan's folder or a single text, and argue like a Stage 1 auditor.

    Every finding says what is wrong and where, the clause, why it matters, and how to mend it. Nothing is written to
    the plan.
    """
    folder = open_plan(plan, today)
    report = run(folder.dossier, chosen(all_rules(), profile))
    if isinstance(folder, TextFile):
        report = _of_words(report, folder)
    checked = Checked(report=report, folder=folder, profile=profile, language=language)
    deliver(reporter(form), checked, output)
    if any(report.rule_of(found).severity in _FAILING[fail_on] for found in report.findings):
        raise click.exceptions.Exit(1)


def _of_words(report: Report, text: TextFile) -> Report:
    """Keep what a text alone can show: findings in its words, and whole sections that it lacks."""
    found = [each for each in report.findings if text.holds(each.where) or each.where.parts in _SECTIONS]
    return replace(report, findings=tuple(found))
