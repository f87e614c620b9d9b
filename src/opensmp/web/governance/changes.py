"""A difference between two versions as people read it: by section, each change with its name and its redline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import _, speak
from opensmp.plan.difference import Difference
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.plan.value import key_of
from opensmp.web.labels import label_of
from opensmp.web.names import Names

Piece = tuple[str, str]
"""("same" | "added" | "removed" | "gap", words), in order of reading."""

_PARTS = ("identity", *SECTIONS, "commitments")
_AROUND = 12
"""Words of unchanged text left around a change; the rest of a long passage is cut."""
_LONGEST = 60
_NAMED = ("title", "name", "sentence", "statement", "activity", "subject", "instrument", "text", "purpose", "id")


class Change(NamedTuple):
    """One change: what it is called (``what``), where it stands (``where``), and its redline."""

    kind: str
    what: str
    where: str
    pieces: tuple[Piece, ...]


class Group(NamedTuple):
    """The changes of one section, of the plan's identity, of its commitments, or of a register."""

    key: str
    number: int | None
    title: str
    changes: tuple[Change, ...]


def groups_of(found: Iterable[Difference], older: Dossier, newer: Dossier, language: str) -> list[Group]:
    """Return the changes by section in the plan's order, registers after them."""
    teller = Teller(older, newer, language)
    held: dict[str, list[Change]] = {}
    for each in found:
        held.setdefault(_group(each), []).append(teller.change(each))
    return [_titled(key, tuple(held[key]), newer, language) for key in sorted(held, key=_order)]


def _group(each: Difference) -> str:
    return each.where[1] if each.where[0] == "plan" else each.where[0]


def _order(key: str) -> int:
    return _PARTS.index(key) if key in _PARTS else len(_PARTS)


def _titled(key: str, changes: tuple[Change, ...], dossier: Dossier, language: str) -> Group:
    if key in SECTIONS:
        return Group(key, SECTIONS.index(key) + 1, dossier.standard.sections[key].title.text(language), changes)
    words = {
        "identity": _("Identity of the plan"),
        "commitments": _("What the plan promises"),
        "organisation": _("People, offices and units named in the plan"),
        "registers": _("Services, agreements and suppliers named in the plan"),
    }
    return Group(key, None, words[key].text(language) if key in words else key, changes)


class Teller:
    """Says changes between two dossiers in one language."""

    def __init__(self, older: Dossier, newer: Dossier, language: str) -> None:
        self._sides = (older, newer)
        self._names = (Names(older, language), Names(newer, language))
        self._language = language

    def change(self, each: Difference) -> Change:
        """Return one change with its name, its place and its redline."""
        row, trail = self._row(each)
        return Change(each.kind, _short(row) or trail, trail if row else "", self._pieces(each))

    def _row(self, each: Difference) -> tuple[str, str]:
        """Return what the row is called that the change stands in, and the field below it."""
        inside = each.where[2:] if each.where[0] == "plan" else each.where[1:]
        name, held = "", self._held(each)
        fields: list[str] = []
        for step, value in zip(inside, held, strict=False):
            called = self._called(value)
            if called:
                name, fields = called, []
            elif value != step and not step.isdecimal():
                fields.append(label_of(step).text(self._language))
        return name, " · ".join(dict.fromkeys(fields))

    def _called(self, value: Any) -> str:
        """Return what a row is called; a row that only refers to something bears the name of that."""
        if not hasattr(value, "__dataclass_fields__") or isinstance(value, Prose):
            return ""
        names = self._names[1]
        for kind in ("service", "supplier", "customer"):
            if getattr(value, kind, None) in names.table(kind) and not getattr(value, "id", ""):
                return names.of(kind, getattr(value, kind))
        own = named(value, self._language)
        return names.of("practice", own) if own in names.table("practice") else own

    def _held(self, each: Difference) -> list[Any]:
        """Return what stands at each step of the way to a change, on the side where it exists."""
        way = each.where if each.kind != "removed" else (each.source or each.where)
        held: Any = self._sides[each.kind != "removed"]
        found = []
        for step in way:
            held = _inner(held, step)
            found.append(held)
        return found[2:] if way[0] == "plan" else found[1:]

    def _pieces(self, each: Difference) -> tuple[Piece, ...]:
        field = each.where[-1]
        if each.kind == "moved":
            return (("same", _("stands in another place").text(self._language)),)
        before, after = self._said(each.before, 0, field), self._said(each.after, 1, field)
        return redline(before, after)

    def _said(self, held: Any, side: int, field: str) -> str:
        """Return a value as a reader says it: names for ids, words of the vocabulary, days and numbers."""
        if held is None:
            return ""
        if isinstance(held, Prose):
            return held.text(self._language)
        if isinstance(held, bool):
            return (_("yes") if held else _("no")).text(self._language)
        if isinstance(held, str):
            return self._names[side].holder(held) if field in _HOLDERS else self._word(held, side)
        if isinstance(held, int | Decimal | date):
            return speak(held, self._language)
        if isinstance(held, tuple):
            return ", ".join(self._said(one, side, field) for one in held)
        if isinstance(held, Mapping):
            return ", ".join(f"{key} {self._said(one, side, field)}" for key, one in held.items())
        return self._record(held, side)

    def _word(self, held: str, side: int) -> str:
        names = self._names[side]
        found = next((names.table(kind)[held] for kind in _LOOKED_UP if held in names.table(kind)), "")
        return f"{found} ({held})" if found and found != held else speak(held, self._language)

    def _record(self, held: Any, side: int) -> str:
        """Return a whole row in one line: its name, then what else it says."""
        own = named(held, self._language)
        parts = [
            f"{label_of(name).text(self._language)}: {said}"
            for name, value in vars(held).items()
            if name not in (*_NAMED, "texts")
            and (said := self._said(value, side, name))
            and value not in ((), "", None)
        ]
        return ". ".join([own, "; ".join(parts)]) if own and parts else own or "; ".join(parts)


def _short(name: str) -> str:
    """Return a name that fits a line; a sentence keeps its beginning."""
    return name if len(name) <= _LONGEST else name[:_LONGEST].rsplit(" ", 1)[0] + " …"


_HOLDERS = frozenset(
    {
        "owner",
        "keeper",
        "approver",
        "lead",
        "chair",
        "decided_by",
        "watched_by",
        "committed_by",
        "reports_to",
        "holders",
        "person",
    }
)
_LOOKED_UP = (
    "service",
    "customer",
    "supplier",
    "document",
    "practice",
    "person",
    "office",
    "unit",
    "objective",
    "commitment",
)


def _inner(held: Any, step: str) -> Any:
    if isinstance(held, Mapping):
        return held.get(step)
    if isinstance(held, tuple):
        return next((row for place, row in enumerate(held) if row == step or key_of(row, place) == step), None)
    return getattr(held, step, None)


def named(row: Any, language: str) -> str:
    """Return what a reader knows a row by."""
    for field in _NAMED:
        held = getattr(row, field, None)
        if held:
            return held.text(language) if isinstance(held, Prose) else str(held)
    return ""


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """Return one text with what was taken out and what was put in, word by word; far-off unchanged words become a gap."""
    if not before or not after:
        return tuple(piece for piece in (("removed", before), ("added", after)) if piece[1])
    old, new = _words(_flowing(before)), _words(_flowing(after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.35:  # two different texts: whole beside whole reads better than a chequerboard
        return (("removed", before), ("added", after))
    return tuple(_trimmed(_merged(list(_pairs(matcher, old, new)))))


def _flowing(text: str) -> str:
    """Join the lines of a paragraph: where a line ends is no change."""
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _pairs(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield "same", "".join(old[a:b])
        if how in ("delete", "replace"):
            yield "removed", "".join(old[a:b])
        if how in ("insert", "replace"):
            yield "added", "".join(new[c:d])


_ISLAND = 2
"""So few unchanged words between two changes belong to them: one longer change reads better than a chequerboard."""


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Join changes that only a word or two keep apart."""
    found: list[Piece] = []
    out, put = "", ""
    for place, (kind, text) in enumerate(pieces):
        if kind == "same" and ((out or put) and place < len(pieces) - 1 and len(text.split()) <= _ISLAND):
            out, put = out + text, put + text
        elif kind == "same":
            found += [piece for piece in (("removed", out), ("added", put)) if piece[1]]
            found.append((kind, text))
            out, put = "", ""
        else:
            out, put = (out + text, put) if kind == "removed" else (out, put + text)
    return found + [piece for piece in (("removed", out), ("added", put)) if piece[1]]


def _trimmed(pieces: list[Piece]) -> Iterator[Piece]:
    for place, (kind, text) in enumerate(pieces):
        words = _words(text)
        if kind != "same" or len(words) <= 4 * _AROUND:
            yield kind, text
            continue
        if place:
            yield "same", "".join(words[: 2 * _AROUND])
        yield "gap", " … "
        if place < len(pieces) - 1:
            yield "same", "".join(words[-2 * _AROUND :])
