"""``opensmp read``: the plan and the registers that you have, as a folder that can be checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from opensmp.cli.reports.reading import Reading, rendered_as
from opensmp.cli.speaking import spoken_language, today_option
from opensmp.cli.writing import write_whole
from opensmp.exchange import dump, load
from opensmp.exchange.files import is_plan
from opensmp.i18n import LANGUAGES, Message, Refused, Unreadable, _, n_
from opensmp.intake.account import reported
from opensmp.intake.gathering import Gathered
from opensmp.intake.keeping import FILE, kept_aside
from opensmp.intake.reading import DOCUMENTS, Changes, read
from opensmp.intake.returning import Proposal, is_ours, proposals
from opensmp.intake.sheets import MAPPING, SHEETS, Mappings, SheetRead, read_sheets
from opensmp.intake.source import Source
from opensmp.intake.understanding import draft_of, language_in, understand
from opensmp.plan.plan import SECTIONS
from opensmp.plan.terms import Language
from opensmp.standard import standard

_FORMS = {".json": "json", ".html": "html", ".htm": "html"}


@click.command(
    "read",
    epilog="""\b
Examples:
  opensmp read plan.docx --into my-plan
  opensmp read plan.docx services.xlsx suppliers.csv --into my-plan --report reading.html
  opensmp read plan.docx --into my-plan --changes accept    (tracked changes are accepted)
  opensmp read plan.docx --against my-plan                  (what was changed in an exported plan)

Exit codes: 0 read; 1 refused: no plan, unresolved tracked changes, or something stands there; 2 a file cannot be read.""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="The new folder of the draft.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Show what an exported document changes in this plan; nothing is written.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    show_default="found in the documents",
    help="Language of the documents and the draft.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of everything (.txt, .json or .html).",
)
@click.option(
    "--changes", type=click.Choice(["accept", "reject"]), help="What becomes of tracked changes that nobody resolved."
)
@click.option("--anyway", is_flag=True, help="Make a draft also of documents that do not look like a plan.")
@today_option
def read_command(
    files: tuple[Path, ...], into: Path | None, against: Path | None, language: Language | None, report: Path | None,
    changes: Changes | None, anyway: bool, today: date,
) -> None:  # fmt: skip
    """Read FILES, a plan in Word and registers in spreadsheets, into a draft: ten sections, registers, and an honest account.

    Word, Markdown, HTML, text and, as a last resort, PDF; registers also as XLSX or CSV. Files are read in a process that can
    open nothing and reach no network. What has no home in the plan is kept aside in the draft, with its place in the source.
    """
    if (into is None) == (against is None):
        raise click.UsageError("Say where the draft goes (--into), or what the document is compared with (--against).")
    if against is not None:
        _compare(files, against, report, today)
        return
    assert into is not None  # noqa: S101  # one of the two is given
    _free(into)
    made = _read(files, language, changes or "", today)
    if report is not None:
        write_whole(report, rendered_as(_FORMS.get(report.suffix.lower(), "text"), made, spoken_language()))
    if not (made.draft.is_plan or anyway or not made.files):
        raise _no_plan(made)
    _write(made, into)
    click.echo(rendered_as("summary", made, spoken_language()), nl=False)
    click.echo(
        _("The draft stands in {folder}. Next: opensmp check {folder}", folder=str(into)).text(spoken_language())
    )


def _read(files: Sequence[Path], language: Language | None, changes: Changes, today: date) -> Reading:
    """Read all files and make one draft of them."""
    sources = [
        _source(path, changes)
        for path in files
        if path.suffix.lower() in DOCUMENTS or path.suffix.lower() not in SHEETS
    ]
    for source in sources:
        if source.unresolved:
            raise _unresolved(source)
    mappings = Mappings.near(files)
    sheets = [found for path in files if path.suffix.lower() in SHEETS for found in _sheets(path, mappings)]
    understood = [understand(source) for source in sources]
    chosen = language or language_in(sources)
    further: list[Gathered] = [each.gathered for each in sheets]
    draft = draft_of(understood, further, chosen, today)
    return Reading(draft, tuple(reported(each, draft) for each in understood), tuple(sheets), changes, chosen)


def _source(path: Path, changes: Changes) -> Source:
    with _named(path):
        return read(path, changes=changes)


def _sheets(path: Path, mappings: Mappings) -> list[SheetRead]:
    with _named(path):
        return list(read_sheets(path, mappings))


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Put the name of the file before the reason why it cannot be read: of several, a person must know which."""
    try:
        yield
    except Unreadable as trouble:
        raise Unreadable(_("{file}: {problem}", file=path.name, problem=trouble.says), trouble.hint) from trouble


def _write(made: Reading, into: Path) -> None:
    dump(made.draft.dossier, into)
    aside = kept_aside(made.draft, [each.read.source for each in made.files], made.language)
    if aside:
        write_whole(into / FILE, aside)
    if made.sheets:
        write_whole(into / MAPPING, Mappings.of(made.sheets).text())


def _free(into: Path) -> None:
    """Refuse a folder in which something stands: a draft never overwrites a plan."""
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused(
            _("{path} holds a plan already.", path=str(into))
            if is_plan(into)
            else _("{path} is not an empty folder.", path=str(into)),
            _("Name a new folder: reading never overwrites. To compare a document with a plan, use --against."),
        )


def _unresolved(source: Source) -> Refused:
    changed = [mark for mark in source.marks if mark.kind in {"insertion", "deletion", "move"}]
    authors = tuple(sorted({mark.author for mark in changed if mark.author})) or ("?",)
    return Refused(
        n_(
            "{file} holds {n} tracked change that nobody resolved, by {authors}.",
            "{file} holds {n} tracked changes that nobody resolved, by {authors}.", source.unresolved, file=source.name, authors=authors,
        ),
        _("Resolve them in Word, or choose: --changes accept, or --changes reject."),
    )  # fmt: skip


def _no_plan(made: Reading) -> Refused:
    found = [standard().sections[key].title.text(spoken_language()) for key in SECTIONS if key in made.draft.sections]
    names = tuple(each.read.source.name for each in made.files)
    said: Message = (
        _(
            "{files} does not look like a service management plan: of its ten sections only {sections} was found.",
            files=names,
            sections=found,
        )
        if found
        else _("{files} does not look like a service management plan: none of its ten sections was found.", files=names)
    )
    return Refused(said, _("If it is a plan all the same, read it with --anyway; nothing was written."))


# Changes that came back ---------------------------------------------------------------------------------------------------


def _compare(files: Sequence[Path], against: Path, report: Path | None, today: date) -> None:
    """Print what a document that was exported from a plan changes in it."""
    dossier = load(against, today)
    found: list[Proposal] = []
    for path in files:
        before, after = _source(path, "reject"), _source(path, "accept")
        if not is_ours(after):
            raise Refused(
                _("{file} was not exported from a plan: its headings carry no ids.", file=path.name),
                _("Export the plan with opensmp export, edit that document, or read this one with --into."),
            )
        found += proposals(dossier, before, after, language_in([after]))
    if report is not None:
        write_whole(report, json.dumps([vars(each) for each in found], ensure_ascii=False, indent=2) + "\n")
    for line in _lines(found, spoken_language()):
        click.echo(line)


def _lines(found: Sequence[Proposal], language: str) -> Iterator[str]:
    if not found:
        yield _("The document says what the plan says.").text(language)
    place = None
    for each in found:
        if (each.section, each.title) != place:
            place = each.section, each.title
            known = standard().sections.get(each.section)
            yield click.style(
                " › ".join(filter(None, (known.title.text(language) if known else "", each.title))), bold=True
            )
        who = each.author or _("unknown").text(language)
        said = (
            _("suggested by {author}", author=who)
            if each.kind == "suggestion"
            else _("changed by {author}", author=who)
        )
        yield f"  {each.address}  ({said.text(language)})"
        yield from (f"    {sign} {text}" for sign, text in (("-", each.before), ("+", each.after)) if text)
