"""The text of a cell as the value that a field holds, directed by the field's declared type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from opensmp.i18n import speak
from opensmp.intake import parsing
from opensmp.intake.names import Names, codes_in, is_id, slug
from opensmp.intake.targets import target_in
from opensmp.intake.vocabulary import folded, other_words
from opensmp.plan.objectives import Action
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.terms import Baseline, Money, Target
from opensmp.plan.value import unwrapped
from opensmp.registers.assurance import Decision
from opensmp.registers.organisation import Competence, Tenure

_HOLDERS = frozenset({"person", "office"})
_SHORTEST = 3
"""Letters that words inside other words must have, to count."""


class Unclear(Exception):
    """A text from which the value of its field cannot be read."""


@dataclass(frozen=True)
class Converter:
    """Reads cells. ``language`` is the language of the document, which decides what a comma in a number means."""

    names: Names
    language: str

    def value(self, text: str, declared: Any) -> Any:
        """Return what a text means as a value of the declared type. Raises Unclear where it cannot be read."""
        inner, notes = unwrapped(_without_none(declared))
        refers = next((note for note in notes if isinstance(note, Refers)), None)
        if refers is not None:
            return self._reference(text, refers)
        if get_origin(inner) is tuple:
            return self._several(text, get_args(inner)[0])
        if get_origin(inner) is Literal:
            return self.word(text, get_args(inner))
        reader = _READERS.get(inner)
        if reader is None:
            raise Unclear(text)
        found = reader(self, text)
        if found is None:
            raise Unclear(text)
        return found

    def word(self, text: str, options: tuple[str, ...]) -> str:
        """Return the option that a text means, in either language, or by other words for it."""
        words = folded(text)
        for option in options:
            if words in _words_for(option):
                return option
        ranked = [
            (words.find(fold), -len(fold), option)
            for option in options
            for fold in _words_for(option)
            if len(fold) > _SHORTEST and re.search(rf"\b{re.escape(fold)}\b", words)
        ]
        cadence = parsing.cadence_in(text)
        if not ranked and cadence in options:
            return str(cadence)
        if not ranked:
            raise Unclear(text)
        return min(ranked)[2]

    def _reference(self, text: str, refers: Refers) -> str:
        if parsing.is_nothing(text):
            raise Unclear(text)
        found = (
            self.names.holder(refers.kinds, text)
            if _HOLDERS.intersection(refers.kinds)
            else self.names.find(refers.kinds, text)
        )
        if found:
            return found
        if refers.bound:
            raise Unclear(text)
        if refers.kinds == ("customer",):
            return self.names.make("customer", " ".join(text.split()))
        codes = codes_in(text)
        plain = " ".join(text.split())
        return codes[0] if codes else plain if is_id(plain) else slug(plain)

    def _several(self, text: str, declared: Any) -> tuple[Any, ...]:
        inner, notes = unwrapped(declared)
        refers = next((note for note in notes if isinstance(note, Refers)), None)
        if refers is not None:
            return self._references(text, refers)
        if inner is Target:
            return self.targets(text)
        if inner is date:
            return parsing.days_in(text)
        reader = _LINES.get(inner)
        if reader is not None:
            return tuple(row for line in parsing.lines(text) if (row := reader(self, line)) is not None)
        if get_origin(inner) is Literal:
            return tuple(self.word(piece, get_args(inner)) for piece in parsing.pieces(text))
        if inner is str:
            return tuple(parsing.pieces(text))
        raise Unclear(text)

    def _references(self, text: str, refers: Refers) -> tuple[str, ...]:
        whole = text.strip().lower()
        if whole in {
            "all",
            "all services",
            "semua",
            "semua layanan",
            "all services in scope",
            "all units",
            "semua unit",
        }:
            return tuple(sorted(self.names.ids(refers.kinds[0])))
        found = []
        for piece in self._split(text, refers):
            try:
                found.append(self._reference(piece, refers))
            except Unclear:
                continue
        return tuple(dict.fromkeys(found))

    def _split(self, text: str, refers: Refers) -> tuple[str, ...]:
        """Split a list; a comma inside a known name does not divide it."""
        lines = [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]
        found: list[str] = []
        for line in lines:
            if self.names.find(refers.kinds, line) and "," not in line:
                found.append(line)
            else:
                found += parsing.pieces(line)
        return tuple(found)

    def targets(self, text: str) -> tuple[Target, ...]:
        """Return the targets of a cell, a line or a part between semicolons each."""
        calendars = self.names.named("calendar")
        made = [target for line in parsing.lines(text) if (target := target_in(line, self.language, calendars))]
        named = [f"{each.population or each.metric.partition('.')[2]}".lower().replace("_", "-") for each in made]
        return tuple(
            Target(**{**vars(each), "id": name if named.count(name) == 1 else f"{name}-{n}"})
            for n, (each, name) in enumerate(zip(made, named, strict=True), 1)
        )

    def number(self, text: str) -> Decimal | None:
        """Return the number of a text."""
        return None if parsing.is_nothing(text) else parsing.number_in(text, self.language)

    def whole(self, text: str) -> int | None:
        """Return a whole number; *Tier 1* is 1, *critical* and *high* are 1 and 2."""
        found = self.number(text)
        if found is not None:
            return int(found)
        return next((n for n, words in enumerate(_GRADES, 1) if folded(text) in words), None)

    def amount(self, text: str) -> Money | None:
        """Return an amount of money."""
        return parsing.money_in(text, self.language)

    def start_value(self, text: str) -> Baseline | None:
        """Return where an objective begins: its number, and the day that stands beside it."""
        found, day = self.number(text), parsing.day_in(text)
        return None if found is None else Baseline(value=found, on=day.day if day else None)

    def tenure(self, line: str) -> Tenure | None:
        """Read *Head of IT since 1 March 2021 until 30 June 2026*."""
        parts = re.split(r"\s*,?\s+(?:since|sejak|from|mulai|per)\s+|\s*\(\s*(?=\d)", line, maxsplit=1)
        days = parsing.days_in(re.sub(r"\b(?:until|sampai|hingga|to)\b|[–—]", ";", parts[1])) if len(parts) == 2 else ()
        office = self.names.holder(("office",), parts[0]) if days else ""
        return Tenure(office=office, since=days[0], until=days[1] if len(days) > 1 else None) if office else None

    def competence(self, line: str) -> Competence | None:
        """Read *Lead auditor course (12 May 2025, valid until 12 May 2028)*."""
        title, _, inside = line.partition("(")
        days = parsing.days_in(inside.replace(")", "").replace("until", ";").replace("sampai", ";"))
        only_end = len(days) == 1 and re.search(r"until|sampai", inside)
        obtained, valid = (
            (None, days[0]) if only_end else (days[0] if days else None, days[1] if len(days) > 1 else None)
        )
        return Competence(title=title.strip(), obtained=obtained, valid_until=valid) if title.strip() else None

    def _owned(self, line: str) -> tuple[str, str | None, date | None, str]:
        """Split *Do this (Dimas, 30 June 2027)* into the words, who, by when, and the rest inside the brackets."""
        found = re.fullmatch(r"(.*?)\s*\(([^()]*)\)\.?", line, re.DOTALL)
        if not found:
            return line, None, None, ""
        parts = [part.strip() for part in re.split(r"[;,](?!\d{3})", found[2])]
        day = parsing.day_in(found[2])
        who = next((part for part in parts if part and not parsing.day_in(part)), "")
        owner = self.names.find(("person", "role", "office"), who) if who else ""
        return (found[1], owner or None, day.day if day else None, found[2]) if owner or day else (line, None, None, "")

    def action(self, line: str) -> Action | None:
        """Read an action of an objective."""
        words, owner, due, _rest = self._owned(line)
        return Action(text=Prose.of(words), owner=owner, due=due, done=None) if words else None

    def decision(self, line: str) -> Decision | None:
        """Read a decision of a management review; a number before it is its id."""
        words, owner, due, rest = self._owned(line)
        found = re.match(r"([A-Z][\w.-]*\d[\w.-]*)\s*:\s+", words)
        identity = found[1] if found else slug(words, 24)
        done = parsing.day_in(rest.partition("done")[2]) if "done" in rest else None
        text = words[found.end() :] if found else words
        return Decision(id=identity, text=Prose.of(text), owner=owner, due=due, done=done.day if done else None)


_GRADES = (
    frozenset({"critical", "kritis", "very high", "mission critical"}),
    frozenset({"high", "tinggi", "important"}),
    frozenset({"medium", "sedang", "normal"}),
    frozenset({"low", "rendah"}),
)
_READERS: Mapping[Any, Callable[[Converter, str], Any]] = {
    Prose: lambda _self, text: Prose.of(text),
    str: lambda _self, text: " ".join(text.split()),
    date: lambda _self, text: day.day if (day := parsing.day_in(text)) else None,
    Decimal: Converter.number,
    int: Converter.whole,
    bool: lambda _self, text: parsing.yes_or_no(text),
    Money: Converter.amount,
    Baseline: Converter.start_value,
}
_LINES: Mapping[Any, Callable[[Converter, str], Any]] = {
    Action: Converter.action, Decision: Converter.decision, Tenure: Converter.tenure, Competence: Converter.competence,
}  # fmt: skip


@cache
def _words_for(option: str) -> tuple[str, ...]:
    """Return what people write for a word that a field may hold, folded."""
    known = (option, speak(option, "id"), *other_words().get(option, ()))
    return tuple(dict.fromkeys(fold for each in known if (fold := folded(each))))


def _without_none(declared: Any) -> Any:
    options = [each for each in get_args(declared) if each is not NoneType]
    if NoneType in get_args(declared) and len(options) == 1:
        return options[0]
    return declared
