"""``opensmp sample``: the records that an auditor would look at, drawn so that anybody can draw them again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from opensmp.cli.measure import days_of
from opensmp.cli.reports.sampled import FORMATS, Sampled, reporter
from opensmp.cli.speaking import language_option, today_option
from opensmp.cli.writing import deliver
from opensmp.evidence.auditing import Choice, sample
from opensmp.evidence.candidates import StratumBy
from opensmp.evidence.holdings import holdings
from opensmp.evidence.registers import register_tables
from opensmp.evidence.sample_paper import WorkingPaper
from opensmp.evidence.store import RecordStore
from opensmp.evidence.working_papers import working_papers
from opensmp.exchange import open_folder
from opensmp.i18n import Refused, _
from opensmp.measures.sample_sizes import FREQUENCIES, Frequency, Method

_METHODS: Mapping[str, Method] = {
    "attribute": "attribute",
    "iso2859": "lot",
    "frequency": "frequency",
    "habit": "habit",
    "judgement": "judgement",
    "full": "full",
}
"""The methods by the words that a person types."""
_STRATA: Mapping[str, StratumBy] = {"priority": "priority", "service": "service", "month": "month"}
_LIMITS = ("1.0", "1.5", "2.5", "4.0")


class PerCent(click.ParamType[Fraction]):
    """A rate in per cent such as 5 or 2.5; kept exact, as a share of one."""

    name = "per cent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        if isinstance(value, Fraction):
            return value
        try:
            rate = Fraction(Decimal(str(value).removesuffix("%").strip().replace(",", "."))) / 100
        except (InvalidOperation, ValueError, OverflowError):
            self.fail(f"“{value}” is no rate in per cent; write it such as 5 or 2.5.", param, ctx)
        if not 0 <= rate < 1:
            self.fail(f"“{value}” is no rate from 0 to below 100 per cent.", param, ctx)
        return rate


class Strata(click.ParamType[tuple[StratumBy, ...]]):
    """Words with commas between them: priority, service, month."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[StratumBy, ...]:
        if isinstance(value, tuple):
            return value
        words = [word.strip().lower() for word in str(value).split(",") if word.strip()]
        unknown = [word for word in words if word not in _STRATA]
        if unknown:
            self.fail(f"“{unknown[0]}” is none of: {', '.join(_STRATA)}.", param, ctx)
        return tuple(_STRATA[word] for word in dict.fromkeys(words))


@click.command(
    "sample",
    epilog="""\b
Examples:
  opensmp sample my-plan CM-IM-2 --records records
  opensmp sample my-plan CM-IM-2 --records records --period 2026-Q3 --audit internal-2026-2 --seed mangga --papers papers
  opensmp sample my-plan CM-CH-1 --records records --size 25 --by service,month
  opensmp sample my-plan CM-IM-2 --records records --method judgement --size 15

Exit codes: 0 nothing is contradicted; 1 the sample contradicts the promise, or cannot be drawn; 2 plan or records cannot be read.""",
)
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("commitment")
@click.option(
    "--records", "records", required=True, type=click.Path(path_type=Path), help="The folder of imported records."
)
@click.option(
    "--method",
    type=click.Choice(list(_METHODS)),
    default="attribute",
    show_default=True,
    help="How the size is found: attribute from the risk that you accept, iso2859 from its table, frequency by the custom of "
    "auditors, habit (square root), judgement for the records of highest risk, full for all.",
)
@click.option("--size", type=click.IntRange(min=1), help="How many records, for attribute and judgement.")
@click.option("--seed", help="Your word for the draw; the day without it. The same word draws the same sample.")
@click.option("--audit", default="", help="The audit that the sample belongs to; a part of the seed.")
@click.option(
    "--tolerable",
    type=PerCent(),
    help="Deviations that the size is to rule out, in per cent; what the promise allows without it.",
)
@click.option(
    "--expected", type=PerCent(), default="0", show_default=True, help="Deviations that you expect, in per cent."
)
@click.option(
    "--risk",
    type=PerCent(),
    default="5",
    show_default=True,
    help="The risk of being misled that you accept, in per cent.",
)
@click.option(
    "--aql",
    type=click.Choice(_LIMITS),
    default=_LIMITS[0],
    show_default=True,
    help="Acceptance quality limit of iso2859, in per cent.",
)
@click.option(
    "--frequency",
    type=click.Choice(list(FREQUENCIES)),
    default="daily",
    show_default=True,
    help="How often the control runs, for the method frequency.",
)
@click.option(
    "--by",
    type=Strata(),
    default="",
    help="Strata, each of which is drawn from: priority, service, month; with commas between.",
)
@click.option(
    "--period",
    help="Which days to draw from: 2026-07-01..2026-09-30, or 2026, 2026-10, 2026-Q3. The last window without it.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option(
    "--papers",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the working papers (XLSX, CSV, JSON) into this folder.",
)
@today_option
@language_option
def sample_command(
    plan: Path,
    commitment: str,
    records: Path,
    method: str,
    size: int | None,
    seed: str | None,
    audit: str,
    tolerable: Fraction | None,
    expected: Fraction,
    risk: Fraction,
    aql: str,
    frequency: Frequency,
    by: tuple[StratumBy, ...],
    period: str | None,
    form: str,
    output: Path | None,
    papers: Path | None,
    today: date,
    language: str,
) -> None:
    """Draw records behind COMMITMENT of PLAN, show what the records tell of each, and say what the sample supports.

    The population, its completeness, the draw and the upper limit of the deviations are told, so that another auditor comes
    to the same answer. Nothing is written without --papers.
    """
    dossier, store = open_folder(plan, today).dossier, RecordStore.open(records)
    choice = Choice(
        word=seed or today.isoformat(), audit=audit, method=_METHODS[method], size=size, tolerable=tolerable,
        expected=expected, risk=risk, limit=Decimal(aql), frequency=frequency, by=by,
    )  # fmt: skip
    held = holdings(store, register_tables(dossier, store.zone))
    paper, promise = sample(dossier, store, held, commitment, choice, days_of(period) if period else None)
    deliver(reporter(form), Sampled(paper, promise, language), output)
    if papers is not None:
        _file(paper, papers, language)
    if paper.result.word in ("contradicts", "broken"):
        raise click.exceptions.Exit(1)


def _file(paper: WorkingPaper, folder: Path, language: str) -> None:
    """Write the working papers. Raises Refused where the folder cannot be written to."""
    try:
        written = working_papers(paper, folder, language=language)
    except OSError as trouble:
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(folder), reason=trouble.strerror or str(trouble)),
            _("Choose a file in a folder that exists and that you may write to."),
        ) from trouble
    says = _("Written: {files}.", files=[str(folder / each.name) for each in written])
    click.echo(says.text(language), err=True)
