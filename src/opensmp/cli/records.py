"""``opensmp records``: look at an export, import it, and list what was imported."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from opensmp.cli.columns import aligned
from opensmp.cli.speaking import language_option, today_option
from opensmp.cli.writing import write_whole
from opensmp.evidence.canonical import REASONS
from opensmp.evidence.columns import Doubt
from opensmp.evidence.demo import generate
from opensmp.evidence.guiding import Looked, answered, look
from opensmp.evidence.importing import import_file, known
from opensmp.evidence.manifest import Batch
from opensmp.evidence.mapping import Mapping, as_text, load
from opensmp.evidence.progress import Progress, Step
from opensmp.evidence.proposing import Proposal
from opensmp.evidence.quality import said
from opensmp.evidence.sources import all_sources
from opensmp.evidence.store import RecordStore
from opensmp.exchange import open_folder
from opensmp.i18n import Message, Refusal, Unreadable, _, n_
from opensmp.i18n.numbers import spoken_number
from opensmp.measures.records import TABLES

_ZONE = "Asia/Jakarta"
"""The zone of a store that is made without one: that of most users, and said when it is assumed."""


@click.group("records")
def records_command() -> None:
    """Import the records of your tools, and look at what was imported.

    Records are incidents, changes, requests, outages and the like, exported from any tool as CSV, XLSX, JSON or Parquet.
    Nothing leaves this machine, and names of people become pseudonyms before anything is stored.
    """


@records_command.command(
    "inspect",
    epilog="""\b
Examples:
  opensmp records inspect incidents.csv
  opensmp records inspect tickets.xlsx --write tickets.yaml
  opensmp records inspect export.csv --answer zone=Asia/Jakarta --answer "opened_at=%d/%m/%Y %H:%M" --write export.yaml""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", help="The tool that wrote the file, if it is not recognised (generic: any other).")
@click.option(
    "--table", type=click.Choice(sorted(TABLES)), default=None, help="What the rows are, if it is not recognised."
)
@click.option("--sheet", help="The worksheet, or the list of a JSON document, to read.")
@click.option("--zone", default="", help="The time zone of times that do not say theirs, such as Asia/Jakarta.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="PLACE=CHOICE",
    help="Answer a question about the file; may be repeated.",
)
@click.option(
    "--write", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the mapping to this file."
)
@language_option
def inspect_command(
    file: Path,
    source: str | None,
    table: str | None,
    sheet: str | None,
    zone: str,
    answers: Sequence[str],
    target: Path | None,
    language: str,
) -> None:
    """Show what FILE is and how it would be read: its columns, what each means, and what is in doubt.

    Nothing is imported. The mapping that --write keeps is a small file that you can read and correct.
    """
    looked = look(file, source=source, table=table or "", zone=zone, sheet=sheet)
    proposal = answered(looked, _answers(answers)) if answers else looked.proposal
    for line in _looked(looked, proposal, language):
        click.echo(line)
    if target is not None:
        write_whole(target, as_text(proposal.mapping, proposal.notes(language)))
        click.echo()
        click.echo(_next(file, target, proposal).text(language))


@records_command.command(
    "import",
    epilog="""\b
Examples:
  opensmp records import incidents.csv --source servicenow --into records
  opensmp records import jan.csv feb.csv mar.csv --mapping tickets.yaml --into records
  opensmp records import tickets.csv --into records      (recognised, or asked about)

Importing a file again, or files that overlap, changes nothing that was right.""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="The tool that wrote the files: servicenow, jira, glpi or generic.")
@click.option(
    "--mapping", "mapping_file", type=click.Path(path_type=Path), help="The mapping file that says how to read them."
)
@click.option("--into", "folder", required=True, type=click.Path(path_type=Path), help="The folder of records.")
@click.option(
    "--table", type=click.Choice(sorted(TABLES)), default=None, help="What the rows are, if it is not recognised."
)
@click.option("--sheet", help="The worksheet, or the list of a JSON document, to read.")
@click.option(
    "--zone",
    default="",
    help="Your time zone; of times that do not say theirs, and of your days. A new folder needs it.",
)
@click.option("--organisation", default="", help="The organisation whose records these are; kept with a new folder.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="PLACE=CHOICE",
    help="Answer a question about the files; may be repeated.",
)
@click.option("--exported", type=click.DateTime(), help="When the files were exported, if you know it.")
@language_option
def import_command(
    files: Sequence[Path],
    source: str | None,
    mapping_file: Path | None,
    folder: Path,
    table: str | None,
    sheet: str | None,
    zone: str,
    organisation: str,
    answers: Sequence[str],
    exported: datetime | None,
    language: str,
) -> None:
    """Import FILES into a folder of records.

    Every row of a file is stored, or refused with a reason that is kept: read = stored + refused, always.
    """
    if source is not None and mapping_file is not None:
        raise click.UsageError(_("Give --source or --mapping, not both.").text(language))
    given = load(mapping_file) if mapping_file is not None else None
    store = _store(folder, zone, organisation, language)
    at = None if exported is None else int(exported.replace(tzinfo=ZoneInfo(store.zone)).timestamp())
    for path in files:
        with _about(path):
            mapping = given or _mapping(path, source, table, sheet, zone or store.zone, answers, language)
            earlier = known(store, path, mapping, sheet)
            with _progress(path, language) as progress:
                batch = import_file(store, path, mapping, int(time.time()), progress, sheet=sheet, exported_at=at)
        for line in _imported(batch, earlier, language):
            click.echo(line)


@records_command.command("list")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="Also compare every stored file with its digest.")
@language_option
def list_command(folder: Path, verify: bool, language: str) -> None:
    """List what a FOLDER of records holds: tables, periods and imports, with what was refused and why."""
    store = RecordStore.open(folder)
    click.echo(
        _("Records of {name}; days begin in {zone}.", name=store.organisation or folder.name, zone=store.zone).text(
            language
        )
    )
    for line in _held(store, language):
        click.echo(line)
    for batch in store.manifest.batches:
        click.echo()
        for line in _imported(batch, None, language):
            click.echo(line)
    if verify:
        faults = store.verify()
        click.echo()
        click.echo(
            "\n".join(each.text(language) for each in faults) or _("Every file is as it was stored.").text(language)
        )
        if faults:
            raise click.exceptions.Exit(1)


@records_command.command(
    "example",
    epilog="""\b
Example:
  opensmp records example examples/bank --exports exports --into records
  opensmp measure examples/bank --records records""",
)
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--into", "folder", required=True, type=click.Path(path_type=Path), help="The folder of records.")
@click.option(
    "--exports",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Where the exports and their mappings are put.",
)
@click.option(
    "--seed", type=int, default=2026, show_default=True, help="The same seed gives the same files, byte for byte."
)
@click.option(
    "--scale",
    type=float,
    default=1.0,
    show_default=True,
    help="How many incidents and requests, beside those of the example.",
)
@today_option
@language_option
def example_command(
    plan: Path, folder: Path, exports: Path, seed: int, scale: float, today: date, language: str
) -> None:
    """Make a year of invented records for the example PLAN, as exports of its tools, and import them.

    Something to explore before your own records: busy seasons, pauses, outages, flawed rows. Beside the exports stands
    truth.json, with every verdict as the generator knows it.
    """
    dossier = open_folder(plan, today).dossier
    exports.mkdir(parents=True, exist_ok=True)
    made = generate(exports, dossier, seed, scale=scale)
    store = _store(
        folder,
        dossier.organisation.calendars[0].zone if dossier.organisation.calendars else _ZONE,
        dossier.organisation.id,
        language,
    )
    for file, mapping in made.exports:
        with _progress(file, language) as progress:
            batch = import_file(store, file, load(mapping), made.exported_at, progress, exported_at=made.exported_at)
        click.echo(next(_imported(batch, None, language)))


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Name the file in what a person is told of it: among several, they must know which."""
    try:
        yield
    except Refusal as refusal:
        if path.name in str(refusal):
            raise
        kind = Unreadable if isinstance(refusal, Unreadable) else type(refusal)
        raise kind(_("{file}: {says}", file=path.name, says=refusal.says), refusal.hint) from refusal
    except OSError as trouble:
        says = _("{file} cannot be read: {reason}", file=path.name, reason=trouble.strerror or type(trouble).__name__)
        raise Unreadable(says, _("Check its name, and that you may read it")) from trouble


def _store(folder: Path, zone: str, organisation: str, language: str) -> RecordStore:
    """Open the folder of records, or make it."""
    if (folder / "store.json").exists():
        return RecordStore.open(folder)
    if not zone:
        says = _("A new folder of records: its days begin in {zone} (--zone says otherwise).", zone=_ZONE)
        click.echo(says.text(language), err=True)
    return RecordStore.create(folder, organisation, zone or _ZONE)


def _mapping(
    path: Path,
    source: str | None,
    table: str | None,
    sheet: str | None,
    zone: str,
    answers: Sequence[str],
    language: str,
) -> Mapping:
    """Return how to read a file that came without a mapping; what must be decided is asked, or refused with the way out."""
    looked = look(path, source=source, table=table or "", zone=zone, sheet=sheet)
    proposal = answered(looked, _answers(answers)) if answers else looked.proposal
    if not proposal.ready and sys.stdin.isatty() and sys.stderr.isatty():
        proposal = answered(looked, {**_answers(answers), **_asked(looked, proposal, language)})
    if not proposal.ready:
        open_ones = [doubt for doubt in proposal.doubts if doubt.must]
        raise Unreadable(
            _(
                "{file} cannot be read before this is decided: {questions}",
                file=path.name,
                questions=[each.says for each in open_ones],
            ),
            _(
                "Answer with --answer {place}=…, or run “opensmp records inspect {file} --write mapping.yaml” and correct that file",
                place=open_ones[0].place,
                file=path.name,
            ),
        )
    for doubt in proposal.doubts:
        click.echo(f"  ? {doubt.says.text(language)}", err=True)
    return proposal.mapping


def _asked(looked: Looked, proposal: Proposal, language: str) -> dict[str, str]:
    """Ask the person at the terminal what must be decided."""
    found = {}
    for doubt in proposal.doubts:
        if doubt.must:
            choices = doubt.choices or tuple(looked.profile.columns)
            click.echo(doubt.says.text(language), err=True)
            found[doubt.place] = click.prompt(doubt.place, type=click.Choice(choices), err=True)
    return found


def _answers(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in given:
        place, sign, answer = each.partition("=")
        if not sign:
            raise Unreadable(
                _("“{answer}” is no answer", answer=each),
                _("Write --answer PLACE=CHOICE, such as --answer zone=Asia/Jakarta"),
            )
        found[place.strip()] = answer.strip()
    return found


def _looked(looked: Looked, proposal: Proposal, language: str) -> Iterator[str]:
    """Say what a file is and how it would be read."""
    mapping, shape = proposal.mapping, looked.shape
    tool = next(each.title for each in all_sources() if each.name == mapping.source)
    yield _(
        "{kind}, {rows} rows, {columns} columns. Read as: {table} ({tool}).",
        kind=" ".join(filter(None, (shape.format.upper(), shape.compression, shape.encoding))),
        rows=looked.profile.rows,
        columns=len(looked.profile.columns),
        table=mapping.canonical.title,
        tool=tool,
    ).text(language)
    yield from (f"  · {note.text(language)}" for note in shape.notes)
    yield ""
    yield from aligned(
        [
            (
                _("field").text(language),
                _("column").text(language),
                _("how").text(language),
                _("for example").text(language),
            ),
            *(_row(looked, mapping, name, language) for name in mapping.columns),
        ]
    )
    used = {column.column for column in mapping.columns.values()}
    unused = [name for name in looked.profile.columns if name not in used]
    if unused:
        yield ""
        yield n_(
            "{n} column is not read: {names}.", "{n} columns are not read: {names}.", len(unused), names=unused
        ).text(language)
    if proposal.doubts:
        yield ""
        yield _("What to look at").text(language)
        yield from (_doubted(doubt, language) for doubt in proposal.doubts)


def _row(looked: Looked, mapping: Mapping, name: str, language: str) -> tuple[str, str, str, str]:
    column = mapping.columns[name]
    facts = looked.profile.columns.get(column.column)
    how = (
        column.format
        or column.unit
        or ", ".join(f"{word} = {meaning}" for word, meaning in list(column.values.items())[:4])
    )
    person = mapping.canonical.by_name[name].kind == "person"
    example = _("(a pseudonym is stored)").text(language) if person else next(iter(facts.words), "") if facts else ""
    return f"{mapping.canonical.by_name[name].title.text(language)} ({name})", column.column, how[:48], example[:32]


def _doubted(doubt: Doubt, language: str) -> str:
    mark = "■" if doubt.must else "?"
    return f"  {mark} {doubt.says.text(language)}" + (f"\n      --answer {doubt.place}=…" if doubt.must else "")


def _next(file: Path, target: Path, proposal: Proposal) -> Message:
    if proposal.ready:
        return _(
            "The mapping stands in {target}. Next: opensmp records import {file} --mapping {target} --into records",
            target=str(target),
            file=str(file),
        )
    return _(
        "The mapping stands in {target}. Decide what is marked ■ in it, then import the file with it.",
        target=str(target),
    )


def _imported(batch: Batch, earlier: Batch | None, language: str) -> Iterator[str]:
    """Say what became of the rows of a file."""
    refused = sum(batch.refused.values())
    if earlier is not None:
        yield _("{file} was imported before, and nothing changed.", file=batch.file).text(language)
    yield _(
        "{file}: {read} rows read = {stored} stored + {refused} refused ({source}, sha256 {digest}…).",
        file=batch.file, read=batch.read, stored=batch.stored, refused=refused, source=batch.source, digest=batch.sha256[:12],
    ).text(language)  # fmt: skip
    for name, counts in batch.tables.items():
        yield "  " + _(
            "{table}: {new} new, {updated} updated, {unchanged} unchanged, {repeated} repeated, {superseded} older than what is known",
            table=TABLES[name].title, new=counts.new, updated=counts.updated, unchanged=counts.unchanged,
            repeated=counts.repeated, superseded=counts.superseded,
        ).text(language)  # fmt: skip
    for reason, count in batch.refused.items():
        yield "  " + _("refused: {count} because of “{reason}”", count=count, reason=REASONS.get(reason, reason)).text(
            language
        )
    for remark in batch.quality:
        yield f"  ? {said(remark, batch.table).text(language)}"


def _held(store: RecordStore, language: str) -> Iterator[str]:
    heads = tuple(each.text(language) for each in (_("records"), _("how many"), _("opened from"), _("to")))
    rows = []
    for name in store.tables:
        partitions, table = store.partitions(name), TABLES[name]
        spans = [part.times[table.opened] for part in partitions if table.opened in part.times]
        days = [datetime.fromtimestamp(at, ZoneInfo(store.zone)).date().isoformat() for at in _ends(spans)]
        rows.append((table.title.text(language), spoken_number(sum(part.rows for part in partitions), language), *days))
    yield from aligned([heads, *rows])


def _ends(spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return (min(first for first, _last in spans), max(last for _first, last in spans)) if spans else ()


@contextmanager
def _progress(path: Path, language: str) -> Iterator[Progress]:
    """Show on the terminal how far an import has come; in a pipe, nothing."""
    with click.progressbar(
        length=1,
        label=path.name,
        file=sys.stderr,
        show_eta=False,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda item: str(item or ""),
    ) as bar:
        place = 0

        def tell(step: Step) -> None:
            nonlocal place
            bar.length = step.total
            bar.update(step.done - place, step.says.text(language))
            place = step.done

        yield tell
