"""A proposal for a file that nobody mapped yet: a mapping, and every doubt about it in words.

A doubt says what was assumed and what to write to change it. What cannot be assumed without turning a broken promise into a
kept one, such as the order of day and month, is left open: the mapping is refused until somebody chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Named
from dataclasses import dataclass, replace

from opensmp.evidence import formats
from opensmp.evidence.columns import ZONES, Doubt, Said, read_as
from opensmp.evidence.mapping import WITH_GAPS, History, Mapping
from opensmp.evidence.profiling import SYMBOLS, WORDS, Profile, day_and_month
from opensmp.evidence.recognising import Recognised, recognised
from opensmp.evidence.sources._source import normal
from opensmp.i18n import _, n_
from opensmp.measures.records import TABLES, Field

_UNDATED = ("service", "configuration_item", "asset", "event")
"""Tables whose records are of use without the day on which they began."""
_TELLING = ("time", "state", "flag", "rank", "number", "seconds")
_REPEATED = 1.5
"""Rows for each record from which a file is taken for an event log; below, repeated records are taken for duplicates."""


@dataclass(frozen=True)
class Proposal:
    """A mapping and the doubts about it."""

    mapping: Mapping
    doubts: tuple[Doubt, ...]

    @property
    def ready(self) -> bool:
        """Whether the mapping can be used as it is."""
        return not any(doubt.must for doubt in self.doubts)

    def notes(self, language: str) -> dict[str, str]:
        """Return the doubts about fields as comments for the mapping file."""
        found: dict[str, list[str]] = {}
        for doubt in self.doubts:
            found.setdefault(doubt.place, []).append(doubt.says.text(language))
        return {place: "\n".join(lines) for place, lines in found.items()}


def propose(profile: Profile, source: str | None = None, *, zone: str = "", table: str = "") -> Proposal:
    """Return a mapping for a file of this profile, and the doubts about it.

    ``source`` and ``table`` are what a person said of the file; ``zone`` is the organisation's, assumed where the times say
    none.
    """
    found = recognised(profile, source, table)
    canonical = TABLES[found.export.table]
    said = {
        each.name: read_as(found, canonical.by_name[each.name], found.matches[each.name])
        for each in canonical.fields
        if each.name in found.matches
    }
    said = _with_decided_dates(said, found)
    missing = _markers(found)
    said = _with_words_for_missing(said, found, canonical.by_name)
    history, about_history = _history(profile, found)
    constants = {name: value for name, value in found.export.constants.items() if name not in said}
    zoned, about_zone = _zone(said, zone)
    mapping = Mapping(
        source=found.tool.name,
        table=canonical.name,
        zone=zoned,
        missing=missing,
        columns={name: each.how for name, each in said.items()},
        only={} if found.only is None else {found.only[0]: found.only[1]},
        constants=constants,
        history=history,
        numbers=WITH_GAPS if found.tool.shared else "",
    )
    doubts = [doubt for each in said.values() for doubt in each.doubts]
    return Proposal(
        mapping,
        (
            *_strange(profile, found),
            *_missing_fields(found, said),
            *about_zone,
            *doubts,
            *about_history,
            *_about_rows(profile, found),
        ),
    )


def _with_decided_dates(said: Named[str, Said], found: Recognised) -> dict[str, Said]:
    """Let a column that decides the order of day and month decide it for those of the same file that do not.

    An empty column is taken to be written like most others.
    """
    decided = {each.how.format for each in said.values() if day_and_month(each.how.format)}
    usual = [
        each.how.format
        for name, each in said.items()
        if found.matches[name].facts.times and each.how.format != formats.CHOOSE
    ]
    result = dict(said)
    for name, each in said.items():
        if each.how.format == "iso" and usual and not found.matches[name].facts.filled:
            result[name] = replace(each, how=replace(each.how, format=max(usual, key=usual.count)))
        if each.how.format != formats.CHOOSE:
            continue
        times = found.matches[name].facts.times
        open_doubt = next(doubt for doubt in each.doubts if doubt.must)
        fitting = [form for form in open_doubt.choices if any(_same_order(form, other) for other in decided)]
        if len(fitting) == 1 and times[fitting[0]]:
            says = _(
                "{field}: the cells could be read with the day first or the month first; {format} is taken because the other times of"
                " the file are written so",
                field=TABLES[found.export.table].by_name[name].title, format=fitting[0],
            )  # fmt: skip
            kept = tuple(doubt for doubt in each.doubts if doubt is not open_doubt)
            told = Doubt(name, says, each.how.column, open_doubt.choices)
            result[name] = Said(replace(each.how, format=fitting[0]), (*kept, told))
    return result


def _same_order(form: str, other: str) -> bool:
    """Whether two formats have the same order of day and month and the same sign between them."""
    return form.split(" ")[0][:3] == other.split(" ")[0][:3]


def _zone(said: Named[str, Said], zone: str) -> tuple[str, tuple[Doubt, ...]]:
    """Return the zone of times that do not say theirs."""
    local = [
        name for name, each in said.items() if each.how.format not in ("", *formats.ABSOLUTE) and not each.how.zone
    ]
    if not local:
        return "", ()
    if not zone:
        says = _("The times do not say their zone. Write it, for example “zone: Asia/Jakarta”")
        return "", (Doubt("zone", says, choices=tuple(dict.fromkeys(ZONES.values())), must=True),)
    says = _(
        "The times do not say their zone: {zone}, the organisation's, is assumed. To change it, write another at “zone”",
        zone=zone,
    )
    return zone, (Doubt("zone", says, choices=tuple(dict.fromkeys((zone, *ZONES.values())))),)


# Missing values, histories and what is not there ----------------------------------------------------------------------


def _markers(found: Recognised) -> tuple[str, ...]:
    """Return the signs for missing values that the mapped columns hold, and those of the tool."""
    seen = {marker for match in found.matches.values() for marker in match.facts.missing if marker in SYMBOLS}
    return tuple(marker for marker in SYMBOLS if marker in seen or marker in found.tool.missing)


def _with_words_for_missing(said: Named[str, Said], found: Recognised, fields: Named[str, Field]) -> dict[str, Said]:
    """Read NA, ND and None as missing in columns of times, numbers and flags; keep them, with a doubt, where text stands."""
    result = dict(said)
    for name, each in said.items():
        words = tuple(marker for marker in WORDS if marker in found.matches[name].facts.missing)
        if words and fields[name].kind in ("text", "list"):
            says = _("{field}: {words} are kept as words. If they stand for nothing, write “missing: [{first}]”",
                     field=fields[name].title, words=list(words), first=words[0])  # fmt: skip
            result[name] = replace(each, doubts=(*each.doubts, Doubt(name, says, each.how.column, words)))
        elif words:
            result[name] = replace(each, how=replace(each.how, missing=words))
    return result


def _history(profile: Profile, found: Recognised) -> tuple[History | None, tuple[Doubt, ...]]:
    """Return how an event log becomes records; nothing where each row is a record."""
    key = found.matches.get(TABLES[found.export.table].key)
    records = None if key is None else key.facts.exact
    if not records or profile.rows < records * _REPEATED or "updated_at" not in found.matches:
        return None, ()
    wanted = {*found.export.order}
    order = next((name for name, facts in profile.columns.items() if normal(name) in wanted and facts.whole), "")
    counters = tuple(name for name in ("reassign_count", "reopen_count") if name in found.matches)
    first = (
        "state" in found.matches
        and "acknowledged_at" not in found.matches
        and "acknowledged_at" in TABLES[found.export.table].by_name
    )
    says = _(
        "{rows} rows tell the history of {records} records: each record is its last row by {order}, and the earlier rows are kept as its"
        " history. Without “history”, every row would count as a record",
        rows=profile.rows, records=records, order=order or "updated_at",
    )  # fmt: skip
    doubts = [Doubt("history", says)]
    if first:
        stand_in = _(
            "The first event whose state is not new stands in for the first response. To leave it out, write “acknowledged: false”"
        )
        doubts.append(Doubt("history", stand_in))
    updated = found.matches["updated_at"].facts.name
    return History(order=order or updated, highest=counters, acknowledged=first), tuple(doubts)


def _about_rows(profile: Profile, found: Recognised) -> Iterator[Doubt]:
    key = found.matches.get(TABLES[found.export.table].key)
    if key is not None and key.facts.exact and key.facts.exact < key.facts.filled < key.facts.exact * _REPEATED:
        says = n_(
            "{n} row repeats a record of the file; the newest row of each record counts",
            "{n} rows repeat records of the file; the newest row of each record counts",
            key.facts.filled - key.facts.exact,
        )
        yield Doubt(TABLES[found.export.table].key, says, key.facts.name)
    if found.only is not None:
        says_only = _(
            "The file mixes kinds of records; only rows whose “{column}” is {words} are read, and the others are refused",
            column=found.only[0],
            words=list(found.only[1]),
        )
        yield Doubt("only", says_only, found.only[0])


def _strange(profile: Profile, found: Recognised) -> Iterator[Doubt]:
    """Tell when the file does not look like records of any kind that is known."""
    headers = {normal(name): name for name in profile.columns}
    for word, held in found.tool.unlike.items():
        if word in headers:
            says = _(
                "“{column}” is a column of {held}, which are no records of their own here",
                column=headers[word],
                held=held,
            )
            yield Doubt("table", says, headers[word], must=True)
            return
    table = TABLES[found.export.table]
    telling = [
        name
        for name in found.matches
        if name not in (table.key, table.opened, "updated_at") and table.by_name[name].kind in _TELLING
    ]
    if not telling and not any(word in headers for word in found.export.tells):
        says = _("Few of the columns are known, so it is not certain that these are {title}. Write the right “table” and its columns",
                 title=table.title)  # fmt: skip
        yield Doubt("table", says, choices=tuple(TABLES), must=True)


def _missing_fields(found: Recognised, said: Named[str, Said]) -> Iterator[Doubt]:
    """Tell which field that matters has no column."""
    table = TABLES[found.export.table]
    for name in (table.key, table.opened):
        if name not in said:
            title = table.by_name[name].title
            says = _(
                "No column gives {field}. Write it below “columns” as “{name}: header of the column”",
                field=title,
                name=name,
            )
            yield Doubt(name, says, must=name == table.key or table.name not in _UNDATED)
    if "service" in table.by_name and "service" not in said:
        says = _("No column names the service, so promises about one service cannot be told apart. If the file is of one service, write"
                 " it below “constants”, e.g. “service: core-banking”")  # fmt: skip
        yield Doubt("service", says)
