"""Which tool a file comes from, which canonical table it becomes, and which column means which field.

Headers say what a column could be; its values decide whether it can be that: a *Resolved* column of yes and no is no time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from opensmp.evidence.formats import FILLED_NO, FILLED_YES
from opensmp.evidence.mapping import Column
from opensmp.evidence.profiling import ColumnFacts, Profile
from opensmp.evidence.scales import is_rank_word, verdict
from opensmp.evidence.sources import Export, Source, all_sources, source
from opensmp.evidence.sources._source import Header, header, normal
from opensmp.measures.records import TABLES, Field, Kind

_TYPES = (
    "sys class name",
    "issue type",
    "type",
    "ticket type",
    "request type",
    "service type",
    "finalclass",
    "record type",
    "jenis tiket",
    "tipe",
)
"""Headers of the column that says what kind of ticket a row is."""


class Match(NamedTuple):
    """A column that means a field; ``others`` are further headers that mean the same.

    ``by_values``: nothing but its values says so.
    """

    facts: ColumnFacts
    how: Column
    others: tuple[str, ...] = ()
    by_values: bool = False


class Recognised(NamedTuple):
    """What a file is: the tool, its export, the fields that were found, and the words of its kind in a mixed file."""

    tool: Source
    export: Export
    matches: Mapping[str, Match]
    only: tuple[str, tuple[str, ...]] | None


def recognised(profile: Profile, name: str | None = None, table: str = "") -> Recognised:
    """Return what the file is; ``name`` and ``table`` where a person said so."""
    headers = {normal(column): column for column in reversed(list(profile.columns))}
    tool = source(name) if name else _tool(headers)
    exports = [each for each in tool.exports if table in ("", each.table)] or [
        each for each in source("generic").exports if each.table == table
    ]
    best = max(exports, key=lambda export: _score(profile, headers, tool, export))
    return Recognised(tool, best, matched(profile, tool, best), _only(profile, headers, tool, best))


def matched(profile: Profile, tool: Source, export: Export) -> dict[str, Match]:
    """Return the column of each field, the field's own name and the words of the generic source included."""
    columns: dict[str, list[ColumnFacts]] = {}
    for name, facts in profile.columns.items():
        columns.setdefault(normal(name), []).append(facts)
    found: dict[str, Match] = {}
    used: set[str] = set()
    further = _further_words(tool, export)
    passes = [(export.headers, False), (_own_words(export), False), (further, False)]
    for words, near in (*passes, (export.headers, True)) if tool.name == "generic" else passes:
        for field in TABLES[export.table].fields:
            if field.name in found:
                continue
            candidates = _candidates(
                field, words.get(field.name, ()), _near(words, field, columns) if near else columns, used
            )
            if candidates:
                found[field.name] = _chosen(profile, field, export, candidates)
                used.add(found[field.name].facts.name)
    return found if tool.name != "generic" else found | _by_values(profile, tool, export, {*found}, used)


def _by_values(profile: Profile, tool: Source, export: Export, known: set[str], used: set[str]) -> dict[str, Match]:
    """Return columns whose header says nothing and whose words do: ranks, states, and what was kept or broken."""
    states = tool.states.get(export.table, {})
    tests: Mapping[str, Callable[[str], bool]] = {
        "priority": is_rank_word,
        "state": lambda word: word.lower() in states,
        "sla_met": lambda word: verdict(word) is not None,
    }
    found: dict[str, Match] = {}
    for name, test in tests.items():
        if name in known or name not in TABLES[export.table].by_name:
            continue
        for facts in profile.columns.values():
            if facts.name not in used and facts.listed and len(facts.words) > 1 and all(map(test, facts.words)):
                found[name] = Match(facts, Column(column=facts.name), by_values=True)
                used.add(facts.name)
                break
    return found


def is_flag_word(word: str) -> bool:
    """Whether a word can be a cell of a yes-or-no column."""
    return word.lower() in (*FILLED_YES, *FILLED_NO) or verdict(word) is not None


def _tool(headers: Mapping[str, str]) -> Source:
    """Return the tool of which the most headers are its own; the generic source where fewer than two are."""

    def told(each: Source) -> int:
        own = {*each.tells, *(word for export in each.exports for word in export.tells)}
        return sum(word in headers for word in own)

    named = [each for each in all_sources() if each.name != "generic"]
    best = max(named, key=told)
    return best if told(best) >= 2 and any(word in headers for word in best.tells) else source("generic")


def _score(profile: Profile, headers: Mapping[str, str], tool: Source, export: Export) -> int:
    """Return how well an export fits: fields found, headers that tell, the beginnings of numbers, and the kind of ticket."""
    found = matched(profile, tool, export)
    table = TABLES[export.table]
    key = found.get(table.key)
    numbers = [] if key is None else [word.upper() for word in key.facts.words[:50]]
    numbered = (
        bool(numbers) and sum(word.startswith(export.numbered) for word in numbers) * 2 > len(numbers)
        if export.numbered
        else False
    )
    kinds = _kinds(profile, headers)
    of_kind = sum(count for word, count in kinds.items() if word.lower() in export.kinds) * 2 > sum(kinds.values()) > 0
    return (
        len(found)
        + 3 * sum(word in headers for word in export.tells)
        + 8 * numbered
        + 12 * of_kind
        + 3 * (table.opened in found)
        + 3 * (key is not None)
        + 4 * (table.name.replace("_", " ") in normal(profile.name))
    )


def _kinds(profile: Profile, headers: Mapping[str, str]) -> Mapping[str, int]:
    """Return the words of the column that says what kind of ticket a row is."""
    named = next((headers[word] for word in _TYPES if word in headers and profile.columns[headers[word]].listed), None)
    return {} if named is None else profile.columns[named].values


def _only(
    profile: Profile, headers: Mapping[str, str], tool: Source, export: Export
) -> tuple[str, tuple[str, ...]] | None:
    """Return the column and words that pick this kind of record out of a file that mixes kinds."""
    kinds = _kinds(profile, headers)
    named = next((headers[word] for word in _TYPES if word in headers), None)
    own = tuple(word for word in kinds if word.lower() in export.kinds)
    others = {word for each in tool.exports if each is not export for word in each.kinds}
    mixed = any(word.lower() in others and word not in own for word in kinds)
    return (named, own) if named is not None and own and mixed else None


def _own_words(export: Export) -> dict[str, tuple[Header, ...]]:
    """Return the fields' own names and titles, in English and Indonesian."""
    fields = TABLES[export.table].fields
    return {each.name: (each.name, each.title.text("en"), each.title.text("id")) for each in fields}


def _further_words(tool: Source, export: Export) -> Mapping[str, tuple[Header, ...]]:
    """Return the words of the generic source for names and texts; scales and states of a known tool are its own."""
    if tool.name == "generic":
        return {}
    generic = next((each for each in source("generic").exports if each.table == export.table), export)
    kinds = {field.name: field.kind for field in TABLES[export.table].fields}
    return {name: words for name, words in generic.headers.items() if kinds[name] in ("text", "list", "person")}


def _near(
    words: Mapping[str, tuple[Header, ...]], field: Field, columns: Mapping[str, Sequence[ColumnFacts]]
) -> Mapping[str, Sequence[ColumnFacts]]:
    """Return columns under the words they nearly are: *Tanggal Jam Dibuka (WIB)* is nearly *dibuka*."""
    if field.kind not in ("time", "rank", "state", "flag", "number", "seconds") and field.name not in ("service", "id"):
        return {}
    found: dict[str, Sequence[ColumnFacts]] = {}
    for word in sorted((header(each) for each in words.get(field.name, ())), key=len, reverse=True):
        inside = [name for name in columns if len(word) >= 4 and re.search(rf"\b{re.escape(word)}\b", name)]
        found[word] = [facts for name in inside for facts in columns[name]]
    return found


def _candidates(
    field: Field, words: Sequence[Header], columns: Mapping[str, Sequence[ColumnFacts]], used: set[str]
) -> list[tuple[ColumnFacts, Column]]:
    found: list[tuple[ColumnFacts, Column]] = []
    for word in words:
        how = word if isinstance(word, Column) else Column(column=word)
        for facts in columns.get(header(word), ()):
            if (
                facts.name not in used
                and can_be(field.kind, facts, how)
                and facts.name not in [each.name for each, _how in found]
            ):
                found.append((facts, how))
    return found


def _chosen(profile: Profile, field: Field, export: Export, candidates: Sequence[tuple[ColumnFacts, Column]]) -> Match:
    """Return the first column that is not empty; of keys, the first that tells all records apart."""
    filled = [each for each in candidates if each[0].filled] or list(candidates)
    if field.name == TABLES[export.table].key:
        filled = [each for each in filled if each[0].exact == profile.rows] or filled
    facts, how = filled[0]
    return Match(facts, how, tuple(each.name for each, _how in candidates if each.name != facts.name and each.filled))


def can_be(kind: Kind, facts: ColumnFacts, how: Column) -> bool:
    """Whether the values of a column can be of a kind; an empty column can be anything."""
    if not facts.filled or how.form:
        return True
    if how.after or kind == "seconds":
        return bool(facts.numbers) or _written_duration(facts)
    if kind == "time":
        return facts.is_time or bool(facts.times)
    if kind in ("count", "number"):
        return max(facts.numbers.values(), default=0) * 2 > facts.filled
    if kind == "flag":
        words = facts.words
        return facts.listed and len(words) <= 12 and sum(map(is_flag_word, words)) * 2 >= len(words)
    if kind in ("rank", "state"):
        return facts.listed and len(facts.words) <= 60 and not facts.is_time
    return not facts.is_time


def _written_duration(facts: ColumnFacts) -> bool:
    """Whether the cells are 33:46:18, 1970-01-02 09:46:18 or 1 Day 9 Hours."""
    return all(any(char.isdigit() for char in word) for word in facts.words[:20])
