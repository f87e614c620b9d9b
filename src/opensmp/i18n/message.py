"""Messages as values: an English template, its values, and the translation on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeAlias, runtime_checkable

from opensmp.i18n.catalogue import translation
from opensmp.i18n.numbers import closed, spoken_date, spoken_number

WORD = "word"
"""The context under which the catalogue holds the words that fields may hold, apart from titles and sentences."""


@runtime_checkable
class Speakable(Protocol):
    """Anything that can be said in a named language, such as a bilingual text of the plan."""

    def text(self, language: str) -> str:
        """Return the words in ``language`` (``en`` or ``id``), or the nearest that exists."""


Value: TypeAlias = "str | int | Decimal | date | Speakable | Sequence[Value]"


@dataclass(frozen=True)
class Message:
    """A sentence for people, translatable after the fact.

    ``template`` is the English sentence with ``{names}``; it is the key of the translation catalogue. Values are
    spoken in the language asked for: numbers with its decimal sign, dates with its months, lists with its "and". However a
    sentence was typed, figures have one spelling for people: "at least {n} %" is said as "at least 95%".
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, language: str) -> str:
        """Return the sentence in ``language``."""
        return _filled(closed(translation(language).gettext(self.template)), dict(self.values), language)

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True)
class Plural:
    """A sentence that differs between one and many; ``count`` is also its value ``{n}``."""

    one: str
    many: str
    count: int
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, language: str) -> str:
        """Return the form that ``count`` takes in ``language``."""
        template = closed(translation(language).ngettext(self.one, self.many, self.count))
        return _filled(template, {"n": self.count, **dict(self.values)}, language)

    def __str__(self) -> str:
        return self.text("en")


def _(template: str, **values: Value) -> Message:
    """Mark an English sentence for translation and hold its values."""
    return Message(template, _kept(values))


def n_(one: str, many: str, n: int, **values: Value) -> Plural:
    """Mark a sentence with a singular and a plural; ``n`` chooses."""
    return Plural(one, many, n, _kept(values))


def _kept(values: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    """Hold the values as they are now: a list becomes a tuple, so that messages can be compared and counted."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())


def speak(value: Value, language: str) -> str:
    """Return ``value`` as a person writes it in ``language``: 99,5 and 31 Maret 2027 in Indonesian.

    A word of the plan's own vocabulary, such as *quarterly* or *at least*, stands in the catalogue as a word and is
    translated; any other string stays as it is, also where a title of OpenSMP is written alike: a column named “Status”
    keeps its name.
    """
    if isinstance(value, str):
        return translation(language).pgettext(WORD, value) if value else value
    if isinstance(value, Speakable):
        return value.text(language)
    if isinstance(value, date):
        return spoken_date(value, language)
    if isinstance(value, int | Decimal):
        return spoken_number(value, language)
    return _listed([speak(item, language) for item in value], language)


def _listed(items: list[str], language: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + _(" and ").text(language) + items[-1]


def _filled(template: str, values: Mapping[str, Value], language: str) -> str:
    if not values:
        return template
    for name, value in values.items():
        if value == "%":  # a unit like any other in the sentence, yet it stands directly behind its figure
            template = template.replace(f" {{{name}}}", f"{{{name}}}")
    return template.format(**{name: speak(value, language) for name, value in values.items()})
