"""Names as people write them, and the ids they stand for. A person or an office that is named but listed nowhere gets a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from opensmp.intake.parsing import is_nothing
from opensmp.intake.placing import practice_named
from opensmp.intake.vocabulary import folded

_OFFICE = re.compile(
    r"\b(?:manager|head|director|officer|owner|lead|leader|chief|president|committee|board|team|desk|unit|department|division|group|kepala|"
    r"manajer|direktur|direksi|ketua|komite|tim|divisi|bagian|staf|analyst|engineer|administrator|coordinator|auditor|secretary|ceo|cio|ciso|"
    r"cto|cfo|coo|cro|management|service|it|ti|executive|sponsor|operations|vendor|customer|user|supervisor|specialist|penanggung|pemilik|"
    r"koordinator|sekretaris|pimpinan|wakil|deputy|senior|pejabat|pengelola|petugas|audit|security|architect|developer|support|all|semua)s?\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:Dr|Ir|Drs|Mr|Mrs|Ms|Bpk|Ibu|Prof|H|Hj)\.?\s+)*[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:van|de|bin|binti|der|von|[A-ZÀ-Þ][\w'’.-]*)){0,4}(?:,\s*[A-Z][\w.]{1,6})*"
)
_TWO = re.compile(r"^(?P<first>[^(,:–—]+?)\s*(?:\((?P<inside>[^)]+)\)|[,:–—]\s*(?P<behind>.+)|\s-\s(?P<dashed>.+))$")
_CODE = re.compile(r"\b[A-Z][A-Za-z]{0,7}(?:[-./][A-Za-z0-9]{1,8}){0,4}[-./]?\d[\w.-]*")
_LARGEST_ID = 60


def slug(words: str, most: int = 40) -> str:
    """Return an id made of words: lower case, letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:most].strip("-") or "unnamed"


def is_person(words: str) -> bool:
    """Whether words look like a person's name and not like an office."""
    return (
        bool(_PERSON.fullmatch(words.strip()))
        and not _OFFICE.search(words)
        and not any(map(str.isdigit, words))
        and not words.isupper()
    )


def is_id(text: str) -> bool:
    """Whether a text can be an id: short, on one line, printable, without brackets."""
    return (
        0 < len(text) <= _LARGEST_ID
        and text.isprintable()
        and not set("[]").intersection(text)
        and any(map(str.isalnum, text))
    )


def codes_in(text: str) -> tuple[str, ...]:
    """Return what looks like the number of a document: ``SM-IM-001``."""
    return tuple(
        found[0].rstrip(".-") for found in _CODE.finditer(text) if re.search(r"\d", found[0]) and "-" in found[0]
    )


@dataclass
class Names:
    """What ids stand for. ``made`` holds the people and offices that had to be added."""

    _ids: dict[str, dict[str, str]] = field(default_factory=dict)
    made: dict[str, dict[str, str]] = field(default_factory=lambda: {"person": {}, "office": {}})

    def add(self, kind: str, identity: str, *names: str) -> None:
        """Make an id known by its names; the first to claim a name keeps it."""
        known = self._ids.setdefault(kind, {})
        for each in (identity, *names):
            if each.strip():
                known.setdefault(folded(each) or each.strip().lower(), identity)

    def ids(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind."""
        return frozenset(self._ids.get(kind, {}).values())

    def named(self, kind: str) -> Mapping[str, str]:
        """Return the id of each folded name of a kind."""
        return self._ids.get(kind, {})

    def find(self, kinds: Iterable[str], text: str) -> str:
        """Return the id that a text names; empty for none. A number inside the text counts: *SM-IM-001 Incident procedure*."""
        words = folded(text)
        for kind in kinds:
            if kind == "practice" and (practice := practice_named(text)):
                return practice
            known = self._ids.get(kind, {})
            if words in known:
                return known[words]
            for code in codes_in(text):
                if folded(code) in known:
                    return known[folded(code)]
            inside = [
                name
                for name in known
                if len(name) > 4 and (words.startswith(f"{name} ") or name.startswith(f"{words} "))
            ]
            if len(inside) == 1 and len(words) > 4:
                return known[inside[0]]
        return ""

    def holder(self, kinds: tuple[str, ...], text: str) -> str:
        """Return the id of who is named; a person or office that nobody listed is added. Empty where nobody is named."""
        plain = " ".join(text.split("\n")[0].split()).strip(" .;*")
        if is_nothing(plain):
            return ""
        found = self.find(kinds, plain)
        if found:
            return found
        for part in _parts(plain):
            found = self.find(kinds, part)
            if found:
                return found
        parts = _parts(plain)
        people = [part for part in parts if is_person(part)]
        if people and "person" in kinds:
            return self.make("person", people[0])
        return (
            self.make("office", parts[0])
            if "office" in kinds
            else self.make("person", parts[0])
            if kinds == ("person",) and people
            else ""
        )

    def make(self, kind: str, words: str) -> str:
        """Add somebody or something that is named but listed nowhere, and return the id."""
        identity = slug(words)
        taken = self.ids("person") | self.ids("office") | self.ids("role")
        base, n = identity, 2
        while identity in taken:
            identity, n = f"{base}-{n}", n + 1
        self.made.setdefault(kind, {})[identity] = words
        self.add(kind, identity, words)
        return identity


def _parts(text: str) -> tuple[str, ...]:
    """Return the two names of *Name (Office)*, *Office: Name* and the like, or the text alone."""
    found = _TWO.match(text)
    pieces = (
        [found["first"], found["inside"] or found["behind"] or found["dashed"]]
        if found
        else re.split(r"\s*/\s*|\s+and\s+|\s+dan\s+", text)
    )
    return tuple(piece.strip() for piece in pieces if piece and piece.strip())
