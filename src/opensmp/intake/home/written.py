"""Values in the words of a document: names for ids, days and numbers as people write them, a line for a nested row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, get_args, get_origin

from opensmp.dossier import Dossier
from opensmp.i18n import speak, spoken_date, spoken_number
from opensmp.lifecycle.history import Approval
from opensmp.measures.catalogue import CATALOGUE
from opensmp.plan.objectives import Action, Reading
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers, chips
from opensmp.plan.terms import Baseline, Money, Target
from opensmp.plan.value import unwrapped
from opensmp.registers.assurance import Decision
from opensmp.registers.organisation import Calendar, Competence, Tenure

_WORDS = {
    "en": {
        "since": "since",
        "until": "until",
        "valid": "valid until",
        "yes": "Yes",
        "no": "No",
        "within": "within",
        "per": "per",
    },
    "id": {
        "since": "sejak",
        "until": "sampai",
        "valid": "berlaku sampai",
        "yes": "Ya",
        "no": "Tidak",
        "within": "dalam",
        "per": "per",
    },
}
_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
}


class Writer:
    """Writes the values of one dossier in one language."""

    def __init__(self, dossier: Dossier, language: str) -> None:
        self._dossier = dossier
        self.language = language
        self._words = _WORDS["id" if language == "id" else "en"]

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """The name of each id by what it names; what has no entry is written as its id."""
        organisation, registers, plan = self._dossier.organisation, self._dossier.registers, self._dossier.plan
        say = self._called
        practices = {key: row.title.text(self.language) for key, row in self._dossier.standard.practices.items()}
        return {
            "person": {row.id: row.name for row in organisation.people}, "office": {row.id: say(row.title) for row in organisation.offices},
            "role": {row.id: say(row.title) for row in plan.roles.roles}, "unit": {row.id: say(row.name) for row in organisation.units},
            "site": {row.id: say(row.name) for row in organisation.sites}, "service": {row.id: say(row.name) for row in registers.services},
            "customer": {row.id: say(row.name) for row in registers.customers},
            "supplier": {row.id: row.name for row in registers.suppliers}, "practice": practices,
            "calendar": {row.id: self.hours(row) for row in organisation.calendars},
        }  # fmt: skip

    def _called(self, value: Prose) -> str:
        """Return a name as it is written: references inside names stay as they are, for they could lead in a circle."""
        return value.text(self.language)

    def prose(self, value: Prose) -> str:
        """Return the words in the language, references written as the names or numbers they stand for."""
        text = value.text(self.language)
        for chip in reversed(tuple(chips(text))):
            text = text[: chip.start] + self.name((chip.kind,), chip.id) + text[chip.end :]
        return text

    def name(self, kinds: tuple[str, ...], identity: str) -> str:
        """Return what people call the thing with this id."""
        return next((self._names[kind][identity] for kind in kinds if identity in self._names.get(kind, {})), identity)

    def text(self, value: Any, declared: Any) -> str:
        """Return the text of a field; empty for what is not there."""
        if value is None or value == () or value == "":
            return ""
        inner, notes = unwrapped(_without_none(declared))
        refers = next((note for note in notes if isinstance(note, Refers)), None)
        if refers is not None:
            return self.name(refers.kinds, value)
        if isinstance(value, tuple):
            return self._several(value, get_args(inner)[0])
        if isinstance(value, Mapping):
            return "; ".join(f"{key}={held}" for key, held in value.items() if isinstance(held, str))
        return self._single(value)

    def _several(self, values: tuple[Any, ...], declared: Any) -> str:
        nested = hasattr(values[0], "__dataclass_fields__") and not isinstance(values[0], Prose)
        return ("\n" if nested else "; ").join(self.text(each, declared) for each in values)

    def _single(self, value: Any) -> str:
        if isinstance(value, bool):
            return self._words["yes" if value else "no"]
        if isinstance(value, Prose):
            return self.prose(value)
        if isinstance(value, date):
            return spoken_date(value, self.language)
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", "," if self.language == "id" else ".")
        if isinstance(value, int):
            return str(value)
        if isinstance(value, str):
            return speak(value, self.language)
        writer = _NESTED.get(type(value))
        return writer(self, value) if writer else str(value)

    def money(self, value: Money) -> str:
        """Return *IDR 5,000,000,000*."""
        return f"{value.currency} {spoken_number(value.amount, self.language)}"

    def target(self, value: Target) -> str:
        """Return *Availability in the agreed hours: at least 99.95 %, per month, round-the-clock*."""
        known = CATALOGUE.get(value.metric)
        title = known.title.text(self.language) if known else value.metric
        parts = [
            f"{title}: {speak(value.comparator, self.language)} {self._single(value.value)} {value.unit}".rstrip(), value.population,
            f"{self._words['within']} {value.limit}" if value.limit else "",
            f"{self._words['per']} {speak(value.window, self.language)}" if value.window else "",
            self.name(("calendar",), value.clock).partition(" (")[0],
        ]  # fmt: skip
        return ", ".join(part for part in parts if part)

    def hours(self, value: Calendar) -> str:
        """Return *Office hours (Mon–Fri 08:00–17:00)*."""
        names = _DAYS["id" if self.language == "id" else "en"]
        windows = [each for each in value.hours if not each.since and not each.until]
        said = "; ".join(
            f"{names[each.days[0] - 1]}–{names[each.days[-1] - 1]} {each.opens}–{each.closes}"
            for each in windows
            if each.days
        )
        return f"{self._called(value.name)} ({said or '24 x 7'})"

    def _owned(self, words: str, *inside: str) -> str:
        kept = [each for each in inside if each]
        return f"{words} ({', '.join(kept)})" if kept else words

    def _holder(self, identity: str | None) -> str:
        return self.name(("person", "role", "office"), identity) if identity else ""

    def action(self, value: Action) -> str:
        """Return *Do this (Dimas, 30 June 2027)*."""
        return self._owned(" ".join(self.prose(value.text).split()), self._holder(value.owner), self._day(value.due))

    def decision(self, value: Decision) -> str:
        """Return *D1: Buy it (Ratna, 30 June 2027)*."""
        done = f"done {self._day(value.done)}" if value.done else ""
        return self._owned(
            f"{value.id}: {' '.join(self.prose(value.text).split())}",
            self._holder(value.owner),
            self._day(value.due),
            done,
        )

    def tenure(self, value: Tenure) -> str:
        """Return *Head of IT since 1 March 2021*."""
        end = f" {self._words['until']} {self._day(value.until)}" if value.until else ""
        return f"{self.name(('office',), value.office)} {self._words['since']} {self._day(value.since)}{end}"

    def competence(self, value: Competence) -> str:
        """Return *Lead auditor (12 May 2025, valid until 12 May 2028)*."""
        valid = f"{self._words['valid']} {self._day(value.valid_until)}" if value.valid_until else ""
        return self._owned(value.title, self._day(value.obtained), valid)

    def approval(self, value: Approval) -> str:
        """Return *Name, Office, 31 March 2027*."""
        office = self.name(("office",), value.office) if value.office else ""
        return ", ".join(part for part in (self.name(("person",), value.person), office, self._day(value.on)) if part)

    def baseline(self, value: Baseline) -> str:
        """Return *82.5 (30 June 2026)*."""
        return self._owned(self._single(value.value), self._day(value.on))

    def reading(self, value: Reading) -> str:
        """Return *31 October 2026: 91.2*."""
        return f"{self._day(value.on)}: {self._single(value.value)}"

    def _day(self, day: date | None) -> str:
        return spoken_date(day, self.language) if day else ""


_NESTED: Mapping[type, Callable[[Writer, Any], str]] = {
    Money: Writer.money, Target: Writer.target, Action: Writer.action, Decision: Writer.decision, Tenure: Writer.tenure,
    Competence: Writer.competence, Approval: Writer.approval, Baseline: Writer.baseline, Reading: Writer.reading,
}  # fmt: skip


def _without_none(declared: Any) -> Any:
    options = [each for each in get_args(declared) if each is not type(None)]
    return (
        options[0]
        if type(None) in get_args(declared) and len(options) == 1 and get_origin(declared) is not tuple
        else declared
    )
