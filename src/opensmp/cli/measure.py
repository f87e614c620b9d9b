"""``opensmp measure``: does practice match the plan?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from opensmp.cli.reports.measured import FORMATS, Evidence, Import, reporter, word_of
from opensmp.cli.reports.measured.spreads import missed, spreads
from opensmp.cli.reports.measured.why import explained
from opensmp.cli.speaking import language_option, today_option
from opensmp.cli.writing import deliver
from opensmp.dossier.schedule import claims_of, schedule_of
from opensmp.evidence.cache import Cache
from opensmp.evidence.cadences import last_shown
from opensmp.evidence.elsewhere import OWN, elsewhere
from opensmp.evidence.holdings import holdings
from opensmp.evidence.measuring import Afresh
from opensmp.evidence.measuring import outcome as measured
from opensmp.evidence.observing import observe
from opensmp.evidence.registers import register_tables
from opensmp.evidence.store import RecordStore
from opensmp.evidence.written import verdicts
from opensmp.exchange import open_folder
from opensmp.exchange.observations import write_observations
from opensmp.exchange.verdicts import write_verdicts
from opensmp.i18n import Unreadable, _
from opensmp.measures.outcome import Outcome
from opensmp.measures.progress import progress_of
from opensmp.measures.windows import Days


@click.command(
    "measure",
    epilog="""\b
Examples:
  opensmp measure my-plan --records records
  opensmp measure my-plan --records records --period 2026-07-01..2026-09-30 --format html --output evidence.html
  opensmp measure my-plan --records records --why INC0041824
  opensmp measure my-plan --records records --write     (the verdicts go into the plan's folder; check reads them)

Exit codes: 0 nothing is broken; 1 a promise is broken (--fail-on); 2 plan or records cannot be read.""",
)
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--records", "records", required=True, type=click.Path(path_type=Path), help="The folder of imported records."
)
@click.option(
    "--period", help="Which days to look at: 2026-07-01..2026-09-30, or 2026, 2026-10, 2026-Q3. All records without it."
)
@click.option(
    "--why", "record", metavar="RECORD", help="Explain one record instead: what each version says of it, and its clock."
)
@click.option("--write", is_flag=True, help="Write the verdicts on windows that are over into the plan's folder.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option(
    "--engine",
    default=OWN,
    show_default=True,
    help="The engine that counts: duckdb, or the address of another that Ibis speaks to, such as postgres://user@host/database; "
    "the records are put there as temporary tables.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["broken", "never"]),
    default="broken",
    show_default=True,
    help="Exit with 1 when a promise is broken.",
)
@today_option
@language_option
def measure_command(
    plan: Path,
    records: Path,
    period: str | None,
    record: str | None,
    write: bool,
    form: str,
    output: Path | None,
    engine: str,
    fail_on: str,
    today: date,
    language: str,
) -> None:
    """Hold the promises of PLAN against the records, window by window, by the version in force when each record was opened.

    Every figure stands with its fraction, its population, what was left out and why. Nothing is written without --write.
    """
    dossier, store = open_folder(plan, today).dossier, RecordStore.open(records)
    registered = register_tables(dossier, store.zone)
    held, days = holdings(store, registered), days_of(period) if period else None
    if engine == OWN:
        outcome = measured(dossier, held, Cache(store, held), today, days)
    else:
        with elsewhere(store, registered, engine) as there:
            outcome = measured(dossier, there, Afresh(there), today, days)
    if record is not None:
        click.echo("\n".join(explained(dossier, held, outcome, record, language)))
        return
    evidence = Evidence(
        dossier=dossier,
        outcome=outcome,
        imports=_imports(store, outcome),
        records=_records(store, outcome),
        schedule=(*schedule_of(dossier), *claims_of(dossier, last_shown(dossier, held))),
        progress={row.id: progress_of(row, today) for row in dossier.plan.objectives.objectives},
        observations=observe(dossier, held, outcome),
        spreads=spreads(dossier, held, outcome) if form == "html" else {},
        missed=missed(dossier, held, outcome) if form == "html" else {},
        language=language,
    )
    deliver(reporter(form), evidence, output)
    if write:
        _write(plan, evidence)
    if fail_on == "broken" and any(word_of(each) == "broken" for each in outcome.measured):
        raise click.exceptions.Exit(1)


def days_of(period: str) -> Days:
    """Return the days of a period as a person writes it: a year, a month, a quarter, or from..to.

    Raises Unreadable for anything else.
    """
    try:
        first, _dots, last = period.partition("..")
        start, end = _span(first.strip())
        return Days(start, _span(last.strip())[1]) if last else Days(start, end)
    except ValueError as error:
        raise Unreadable(
            _("“{period}” is not a period.", period=period),
            _(
                "Write a year, a month, a quarter, or its first and last day: 2026, 2026-10, 2026-Q3, 2026-07-01..2026-09-30."
            ),
        ) from error


def _span(words: str) -> tuple[date, date]:
    """Return the first and last day of a year, a quarter, a month or a day."""
    year, _dash, rest = words.upper().partition("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if rest[0] in "QH":
        months = 3 if rest[0] == "Q" else 6
        place = int(rest[1:])
        start = date(int(year), (place - 1) * months + 1, 1)
        return start, _month_end(start.year, start.month + months - 1)
    if "-" in rest:
        return date.fromisoformat(words), date.fromisoformat(words)
    return date(int(year), int(rest), 1), _month_end(int(year), int(rest))


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _imports(store: RecordStore, outcome: Outcome) -> tuple[Import, ...]:
    used = set(outcome.batches)
    return tuple(
        Import(batch.id, batch.file, batch.sha256, batch.source, batch.stored, sum(batch.refused.values()))
        for batch in store.manifest.batches
        if batch.id in used
    )


def _records(store: RecordStore, outcome: Outcome) -> int:
    """Count the records of the tables that the metrics read."""
    tables = {measured.metric.table for measured in outcome.measured if measured.metric is not None}
    return sum(partition.rows for table in tables for partition in store.partitions(table))


def _write(plan: Path, evidence: Evidence) -> None:
    dossier = evidence.dossier
    files = [
        *write_verdicts(plan, dossier, verdicts(evidence.outcome, dossier)),
        *write_observations(plan, evidence.observations),
    ]
    says = _("Written: {files}.", files=files) if files else _("The folder holds these verdicts already.")
    click.echo(says.text(evidence.language), err=True)
