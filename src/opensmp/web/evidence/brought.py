"""Looking at an export, saying how it is read, and importing it. Needs the engine of records."""

from __future__ import annotations

import time
from collections.abc import Mapping as Named
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.evidence.canonical import REASONS
from opensmp.evidence.columns import Doubt
from opensmp.evidence.demo import generate
from opensmp.evidence.formats import CHOOSE
from opensmp.evidence.guiding import Looked, answered, look
from opensmp.evidence.importing import import_file, known
from opensmp.evidence.manifest import Batch
from opensmp.evidence.mapping import Column, Mapping, as_text, from_text, load
from opensmp.evidence.progress import Step
from opensmp.evidence.proposing import Proposal
from opensmp.evidence.quality import said
from opensmp.evidence.sources import all_sources
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Message, Plural, Unreadable
from opensmp.measures.records import TABLES
from opensmp.store.files import make_folder
from opensmp.store.models import Upload
from opensmp.store.reading import Kept
from opensmp.web.evidence.words import Spoken, spoken

ZONE = "Asia/Jakarta"
"""The zone of a plan that names none in its calendars."""
NOT_READ = "-"
"""What a select says of a field that the file does not hold."""

_looked: Kept[Looked] = Kept(4)


class Row(NamedTuple):
    """One field of the records: the column it is read from, how, an example, and the doubts about it."""

    name: str
    title: Message
    column: str
    how: str
    example: str
    person: bool
    doubts: tuple[Doubt, ...]


class Reading(NamedTuple):
    """How a file would be read, for a page: the rows, the doubts about the file itself, and whether it can be imported."""

    looked: Looked
    proposal: Proposal
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    free: tuple[tuple[str, Message], ...]
    tool: str

    @property
    def mapping(self) -> Mapping:
        return self.proposal.mapping


def zone_of(dossier: Dossier) -> str:
    """Return the zone in which an organisation's days begin."""
    return next((row.zone for row in dossier.organisation.calendars if row.zone), ZONE)


def choices() -> tuple[list[tuple[str, str]], list[tuple[str, Message]]]:
    """Return the tools and the kinds of records that a person may name."""
    return [(each.name, each.title) for each in all_sources()], [(name, TABLES[name].title) for name in sorted(TABLES)]


def read_as(path: Path, upload: Upload, sent: Named[str, str], zone: str) -> Reading:
    """Look at an export (once), and return how it would be read after a person's choices.

    ``sent`` holds ``source``, ``table``, ``sheet``, ``zone``, ``answer-<place>`` and ``column-<field>``. Raises Unreadable.
    """
    source, table, sheet = sent.get("source") or None, sent.get("table", ""), sent.get("sheet") or None
    zone = sent.get("zone") or zone
    key = (upload.sha256, upload.name, source, table, sheet, zone)
    looked = _looked.get(key, lambda: look(path, source=source, table=table, zone=zone, sheet=sheet))
    proposal = looked.proposal
    answers = {name.removeprefix("answer-"): each for name, each in sent.items() if name.startswith("answer-") and each}
    for place, answer in answers.items():
        with suppress(Unreadable):  # the question may have gone with another choice
            proposal = answered(Looked(looked.shape, looked.profile, proposal), {place: answer})
    proposal = _by_hand(
        looked, proposal, {n.removeprefix("column-"): each for n, each in sent.items() if n.startswith("column-")}
    )
    return _reading(looked, proposal)


def _by_hand(looked: Looked, proposal: Proposal, columns: Named[str, str]) -> Proposal:
    """Take the columns that a person named, field by field; what they left as it was proposed keeps how it is read."""
    mapping, facts = proposal.mapping, looked.profile.columns
    chosen = dict(mapping.columns)
    for name, header in columns.items():
        field = mapping.canonical.by_name.get(name)
        if field is None or (name in chosen and chosen[name].column == header):
            continue
        if header == NOT_READ:
            chosen.pop(name, None)
        elif header in facts:
            form = next(iter(facts[header].fitting), CHOOSE) if field.kind == "time" else ""
            chosen[name] = Column(column=header, format=form)
    doubts = tuple(each for each in proposal.doubts if not _is_decided(each, mapping, chosen))
    return Proposal(replace(mapping, columns=chosen), doubts)


def _is_decided(doubt: Doubt, before: Mapping, chosen: Named[str, Column]) -> bool:
    """Whether a doubt was about a column that is no longer read, or about a field that now has one."""
    earlier, now = before.columns.get(doubt.place), chosen.get(doubt.place)
    return doubt.place in before.canonical.by_name and earlier != now


def _reading(looked: Looked, proposal: Proposal) -> Reading:
    mapping = proposal.mapping
    fields = mapping.canonical.by_name
    rows = tuple(_row(looked, proposal, name) for name in fields if name in mapping.columns)
    shown = {row.name for row in rows}
    free = tuple((name, field.title) for name, field in fields.items() if name not in shown)
    tool = next((each.title for each in all_sources() if each.name == mapping.source), mapping.source)
    return Reading(
        looked, proposal, rows, tuple(each for each in proposal.doubts if each.place not in shown), free, tool
    )


def _row(looked: Looked, proposal: Proposal, name: str) -> Row:
    column, field = proposal.mapping.columns[name], proposal.mapping.canonical.by_name[name]
    facts = looked.profile.columns.get(column.column)
    values = ", ".join(f"{word} = {meaning}" for word, meaning in list(column.values.items())[:4])
    example = next(iter(facts.words), "") if facts and field.kind != "person" else ""
    doubts = tuple(each for each in proposal.doubts if each.place == name)
    return Row(
        name,
        field.title,
        column.column,
        column.format or column.unit or values,
        example[:48],
        field.kind == "person",
        doubts,
    )


def text_of(mapping: Mapping) -> str:
    """Return a mapping as the file that an import keeps."""
    return as_text(mapping)


# The import itself -----------------------------------------------------------------------------------------------------


def open_store(folder: Path, dossier: Dossier) -> RecordStore:
    """Open the records of an organisation, or begin them."""
    if (folder / "store.json").exists():
        return RecordStore.open(folder)
    make_folder(folder)
    return RecordStore.create(folder, dossier.organisation.id, zone_of(dossier))


def bring_in(store: RecordStore, path: Path, options: Named[str, Any], tell: Any) -> dict[str, Any]:
    """Import a file with the mapping that was confirmed, and return what became of its rows. ``tell(share, says)`` hears of it.

    The same file read in the same way changes nothing. Raises Refused, Unreadable, Unavailable.
    """
    mapping = from_text(str(options["mapping"]))
    sheet = options.get("sheet") or None
    earlier = known(store, path, mapping, sheet) is not None

    def step(each: Step) -> None:
        tell(each.done / max(each.total, 1), spoken(each.says))

    batch = import_file(store, path, mapping, int(time.time()), step, sheet=sheet, exported_at=options.get("exported"))
    return {**_told(batch), "earlier": earlier}


def _told(batch: Batch) -> dict[str, Any]:
    return {
        "read": batch.read, "stored": batch.stored, "table": spoken(TABLES[batch.table].title), "batch": batch.id,
        "refused": [{"says": _reason(reason), "records": count} for reason, count in batch.refused.items()],
        "tables": [
            {"title": spoken(TABLES[name].title), "new": each.new, "updated": each.updated, "unchanged": each.unchanged,
             "repeated": each.repeated, "superseded": each.superseded}
            for name, each in batch.tables.items()
        ],
        "quality": [spoken(said(remark, batch.table)) for remark in batch.quality],
    }  # fmt: skip


def _reason(code: str) -> Spoken:
    words = REASONS.get(code)
    return spoken(words) if isinstance(words, Message | Plural) else {"en": code, "id": code}


def bring_example(store: RecordStore, dossier: Dossier) -> int:
    """Make a year of invented records for the example organisation, import them, and return how many there are."""
    with TemporaryDirectory(prefix="opensmp-example-") as place:
        made = generate(Path(place), dossier)
        batches = [
            import_file(store, file, load(mapping), made.exported_at, exported_at=made.exported_at)
            for file, mapping in made.exports
        ]
    return sum(batch.stored for batch in batches)


def now() -> str:
    """Return the moment, as a measurement names it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
