"""Words that changed in Word, written back into the plan's own text: marks and references of what did not change stay.

The plan's prose is Markdown with references (``[[service:S-01]]``); a document shows it plainly, with names for references.
A change therefore comes as two plain texts, before and after, and is carried over word by word. Where the plan's text has
moved on since the document was written, both changes are kept as long as they do not touch the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Spoken = Callable[[str], str]
"""Writes Markdown as a reader hears it: names in place of references."""

_MARKUP = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)|^\s*(?:[-*•]|\d{1,3}[.)])\s+|^\s*#+\s+", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,3}[.)])\s+")
_TOKEN = re.compile(r"((?:\[\[[^\[\]\n]*\]\]|\S)+)(\s*)")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_SAME = 0.3
"""Share of words that two paragraphs must have in common for one to be the other changed."""


class Overlap(Exception):
    """The plan's text has changed in the very words that the document changes."""


def plain(text: str) -> str:
    """Return a text on one line, without the marks of Markdown."""
    return " ".join(_MARKUP.sub("", text).split())


def is_table(words: str) -> bool:
    """Whether a block of Markdown is a table."""
    return words.lstrip().startswith("|")


def paragraphs_of(words: str) -> list[str]:
    """Cut words into what Word holds as paragraphs, plainly: the items of a list one by one, other lines together."""
    if is_table(words):
        return []
    lines = words.split("\n")
    if _ITEM.match(lines[0]):
        return [plain(line) for line in lines if plain(line)]
    flat = _flat(words)
    return [flat] if flat else []


def _flat(words: str) -> str:
    """Return a paragraph as Word holds it: its lines together on one."""
    return plain(" ".join(line.strip() for line in words.split("\n")))


def alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    first, second = (set(re.findall(r"\w+", words.lower())) for words in (one, other))
    return len(first & second) / max(1, len(first | second))


def nearest(words: str, among: Sequence[str]) -> str:
    """Return the text that is most like some words; empty where none is like them."""
    best = max(among, key=lambda each: alike(each, words), default="")
    return best if best and alike(best, words) > _SAME else ""


class _Unit(NamedTuple):
    """A paragraph or the item of a list in Markdown: where its words begin and end, its mark, and its words plainly."""

    start: int
    end: int
    mark: str
    words: str


def _units(text: str, spoken: Spoken) -> Iterator[_Unit]:
    for block in _BLOCK.finditer(text):
        if is_table(block[0]):
            continue
        if not _ITEM.match(block[0]):
            yield _Unit(block.start(), block.end(), "", _flat(spoken(block[0])))
            continue
        at = block.start()
        for line in block[0].split("\n"):
            mark = _ITEM.match(line)
            yield _Unit(at + (mark.end() if mark else 0), at + len(line), mark[0] if mark else "", plain(spoken(line)))
            at += len(line) + 1


def standing(text: str, spoken: Spoken, before: str) -> str:
    """Return the paragraph that a text now says in place of another, plainly; empty where it says nothing like it."""
    words = [unit.words for unit in _units(text, spoken)]
    return before if before in words else nearest(before, words)


def changed(text: str, spoken: Spoken, before: str, after: str, follows: str = "") -> str:
    """Return Markdown with one paragraph replaced, taken out (no ``after``) or added behind another (no ``before``).

    Raises Overlap where the paragraph is no longer there, or was changed in the same words.
    """
    units = list(_units(text, spoken))
    if not before:
        return _added(text, units, after, follows)
    found = next((unit for unit in units if unit.words == before), None)
    if found is None and after:
        near = nearest(before, [unit.words for unit in units])
        found = next((unit for unit in units if unit.words == near), None) if near else None
    if found is None:
        raise Overlap
    if not after:
        return _without(text, found)
    source = text[found.start : found.end]
    return text[: found.start] + reworded(source, spoken, before, plain(after)) + text[found.end :]


def _added(text: str, units: Sequence[_Unit], after: str, follows: str) -> str:
    if not text.strip() or not units:
        return "\n\n".join(part for part in (text.rstrip(), after) if part)
    if not follows:
        start = units[0].start - len(units[0].mark)
        return f"{text[:start]}{after}\n\n{text[start:]}"
    near = next((unit for unit in units if unit.words == follows), None) or _nearest_unit(units, follows) or units[-1]
    if near.mark and _ITEM.match(after):
        return f"{text[: near.end]}\n{near.mark}{_ITEM.sub('', after, count=1)}{text[near.end :]}"
    end = next((block.end() for block in _BLOCK.finditer(text) if block.start() <= near.start < block.end()), near.end)
    return f"{text[:end]}\n\n{after}{text[end:]}"


def _nearest_unit(units: Sequence[_Unit], words: str) -> _Unit | None:
    near = nearest(words, [unit.words for unit in units])
    return next((unit for unit in units if near and unit.words == near), None)


def _without(text: str, unit: _Unit) -> str:
    before, behind = text[: unit.start - len(unit.mark)], text[unit.end :]
    if unit.mark and (before.endswith("\n") or behind.startswith("\n")):
        kept = before + behind.removeprefix("\n") if before.endswith("\n") or not before else before.rstrip() + behind
        return re.sub(r"\n{3,}", "\n\n", kept).strip("\n")
    return "\n\n".join(part for part in (before.rstrip("\n"), behind.lstrip("\n")) if part.strip())


def reworded(source: str, spoken: Spoken, before: str, after: str) -> str:
    """Return one paragraph of Markdown that says ``after``; words that both have keep their marks and references.

    Raises Overlap where the paragraph no longer says ``before`` in the words that change.
    """
    tokens = [(token[1], token[2], _said(spoken(token[1]))) for token in _TOKEN.finditer(source)]
    words = [word for _raw, _space, said in tokens for word in said]
    wanted = _merged(before.split(), after.split(), words)
    kept = _kept(words, wanted)
    made, at, told = [], 0, 0
    for raw, space, said in tokens:
        places = [kept.get(place) for place in range(at, at + len(said))]
        at += len(said)
        if not said:
            made.append(raw + space)
            continue
        first = places[0]
        if first is None or places != list(range(first, first + len(said))):
            made += _loose(wanted, kept, places, told)
            told = max([told, *(place + 1 for place in places if place is not None)])
            continue
        made += [f"{word} " for word in wanted[told:first]]
        made.append(raw + space)
        told = first + len(said)
    made += [f" {word}" if made and not made[-1][-1:].isspace() else f"{word} " for word in wanted[told:]]
    return _balanced("".join(_spaced(made)).strip())


def _said(token: str) -> list[str]:
    """Return the words of one token; a heading's mark has none."""
    return plain(token).split() if token.strip("#") else []


def _loose(wanted: Sequence[str], kept: Mapping[int, int], places: Sequence[int | None], told: int) -> list[str]:
    """Return what is left of a token of several words, some of which changed: the words alone."""
    known = [place for place in places if place is not None]
    return [f"{word} " for word in wanted[told : known[-1] + 1]] if known else []


def _spaced(parts: Sequence[str]) -> Iterator[str]:
    """Put a space between words that stand against each other."""
    before = ""
    for part in parts:
        if before and not before[-1].isspace() and not part[:1].isspace():
            yield " "
        yield part
        before = part


def _balanced(text: str) -> str:
    return text.replace("**", "") if text.count("**") % 2 else text


def _kept(old: Sequence[str], new: Sequence[str]) -> Mapping[int, int]:
    """Return for each word that stays where it stands afterwards."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _merged(before: Sequence[str], after: Sequence[str], now: Sequence[str]) -> list[str]:
    """Return the words of now with the change from before to after. Raises Overlap where now changed the same words."""
    if list(before) == list(now):
        return list(after)
    still: dict[int, int] = {-1: -1, len(before): len(now), **_kept(before, now)}
    made, at = [], 0
    for how, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        around = [still.get(place) for place in range(start - 1, end + 1)]
        if None in around or around != list(range(around[0] or 0, (around[0] or 0) + len(around))):
            raise Overlap
        begin = (around[0] or 0) + 1
        made += [*now[at:begin], *after[first:last]]
        at = begin + end - start
    return [*made, *now[at:]]
