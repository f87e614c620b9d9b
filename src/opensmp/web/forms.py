"""Forms over values of the plan: fields from a type, what was typed, and the value or what is wrong with it.

    form = ValueForm(Service, SERVICE, names, tongue, value=row)             # to show
    form = ValueForm(Service, SERVICE, names, tongue, value=row, sent=request.POST)
    if form.grows: show it again, with one more row
    made = form.read()                                                        # None: form.problems says why

Fields of the value that a form does not show stay as they were. Nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import QueryDict

from opensmp.exchange.errors import Problem, Unreadable
from opensmp.exchange.values import value_from_plain
from opensmp.i18n import Message, Plural, _
from opensmp.web.answers import Answers, Ask, Tongue, answers_of, defaults_of, parts_of
from opensmp.web.labels import label_of
from opensmp.web.names import Group, Names, spoken_word
from opensmp.web.reading_forms import Reading
from opensmp.web.shapes import Shape, needed_of, shapes_of, spoken_for

MANY = 60
"""Choices beyond which ids are typed on one line: a thousand boxes to tick help nobody."""

Offers = Mapping[str, Sequence[Group]]
"""Choices for fields whose type is a plain word, by the field's name: the measures of the catalogue, the calendars."""


class Field(NamedTuple):
    """One control as a template draws it; every text is spoken already."""

    control: str
    name: str
    label: str
    hint: str = ""
    error: str = ""
    optional: bool = False
    value: Any = ""
    groups: tuple[Group, ...] = ()
    parts: tuple[Field, ...] = ()
    rows: tuple[tuple[int, tuple[Field, ...]], ...] = ()
    long: bool = False
    language: str = ""
    fixed: bool = False

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def blank(self) -> bool:
        """Whether a select offers to say nothing: where nothing needs saying, or nothing is said yet."""
        return self.optional or not self.value


class ValueForm:
    """A form for one value of ``record``. ``value`` is what stands now (None: a new one); ``sent`` what was posted."""

    def __init__(
        self, record: Any, asks: Sequence[Ask], names: Names, tongue: Tongue, *, value: Any = None, sent: QueryDict | None = None,
        offers: Offers | None = None, begin: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.record = record
        self.asks = tuple(asks)
        self.names = names
        self.tongue = tongue
        self.value = value
        self._offers = offers or {}
        self._errors: dict[str, str] = {}
        self._places: Mapping[str, str] = {}
        self.problems: list[tuple[str, str]] = []
        held: Mapping[str, Sequence[str]] = answers_of(self.asks, value, tongue)
        if value is None:
            held = {
                **defaults_of(self.asks, record, tongue),
                **{name: [words] for name, words in (begin or {}).items()},
            }
        if sent is not None:
            held = {name: sent.getlist(name) for name in sent}
        self.grows = sent is not None and ("more" in sent or "less" in sent)
        self.answers = Answers(_grown(held) if self.grows else held)

    def read(self) -> Any | None:
        """Return the value that was typed; None where something is wrong, and ``problems`` says what."""
        reading = Reading(self.answers, self.tongue)
        plain = reading.plain(self.asks, self.record, self.value)
        for name, says in reading.faults:
            self._note(name, says)
        self._places = reading.places
        if reading.faults:
            return None
        try:
            return value_from_plain(plain, self.record).value
        except Unreadable as trouble:
            self.refuse(trouble)
            return None

    def refuse(self, trouble: Unreadable, place: str = "") -> None:
        """Take over what the core found wrong: at the field where it stands, above the form otherwise."""
        for problem in trouble.problems:
            self._note(self._field_at(problem, place), problem.says, problem.remedy)

    def complain(self, name: str, *says: Message | Plural | None) -> None:
        """Note that something is wrong with a field, or with the form as a whole (no name)."""
        self._note(name, *(each for each in says if each is not None))

    def _field_at(self, problem: Problem, place: str) -> str:
        if place and problem.file not in ("", place):
            return ""
        key = problem.key
        while key and key not in self._places:
            key = key.rpartition("/")[0]
        return self._places.get(key, "")

    def _note(self, name: str, *says: Any) -> None:
        words = " ".join(each.text(self.tongue.person) for each in says)
        self._errors.setdefault(name, words)
        self.problems.append((f"id_{name}" if name else "", words))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The controls, with what was typed and what is wrong."""
        return tuple(self._fields(self.asks, self.record, ""))

    def _fields(self, asks: Sequence[Ask], record: Any, prefix: str) -> Iterator[Field]:
        for ask in asks:
            shape = shapes_of(record)[ask.name]
            if shape.control == "prose":
                yield from self._prose(ask, record, prefix)
            elif shape.control != "kept":
                yield self._field(ask, shape, record, prefix)

    def _prose(self, ask: Ask, record: Any, prefix: str) -> Iterator[Field]:
        """Yield a field for each language of the plan; the words of the second may be added later."""
        several = len(self.tongue.plan) > 1
        for place, language in enumerate(self.tongue.plan):
            name = f"{prefix}{ask.name}-{language}"
            label = self._label(ask)
            yield Field(
                "prose", name, f"{label} ({_LANGUAGES[language].text(self.tongue.person)})" if several else label,
                self._hint(ask) if not place else "", self._errors.get(name, ""), bool(place) or ask.name not in needed_of(record),
                self.answers.one(name), long=ask.long, language=language, fixed=ask.fixed,
            )  # fmt: skip

    def _field(self, ask: Ask, shape: Shape, record: Any, prefix: str) -> Field:
        name = prefix + ask.name
        base = Field(
            shape.control, name, self._label(ask), self._hint(ask), self._errors.get(name, ""), ask.name not in spoken_for(record),
            self.answers.one(name), long=ask.long, fixed=ask.fixed,
        )  # fmt: skip
        if ask.fixed:
            return base._replace(value=str(getattr(self.value, ask.name, "")))
        if shape.control == "record":
            return base._replace(parts=tuple(self._fields(parts_of(ask, shape.record), shape.record, f"{name}-")))
        if shape.control == "rows":
            inner = parts_of(ask, shape.record)
            rows = tuple(
                (row, tuple(self._fields(inner, shape.record, f"{name}-{row}-"))) for row in self.answers.rows(name)
            )
            return base._replace(rows=rows, value=self.answers.count(name))
        if shape.control in ("several", "words"):
            return self._boxes(base, shape)
        if ask.name in self._offers and shape.control == "text":
            return base._replace(control="one", groups=_with_held(self._offers[ask.name], base.value))
        return base._replace(groups=self._groups(shape, (base.value,)))

    def _boxes(self, base: Field, shape: Shape) -> Field:
        chosen = self.answers.all(base.name)
        groups = self._groups(shape, chosen)
        if sum(len(choices) for _word, choices in groups) > MANY:
            return base._replace(control="ids", value=", ".join(chosen))
        return base._replace(value=chosen, groups=groups)

    def _groups(self, shape: Shape, held: Sequence[str]) -> tuple[Group, ...]:
        if shape.kinds:
            return self.names.groups(shape.kinds, held)
        words = tuple((word, spoken_word(word, self.tongue.person)) for word in shape.words)
        return (("", words),) if words else ()

    def _label(self, ask: Ask) -> str:
        return (ask.label or label_of(ask.name)).text(self.tongue.person)

    def _hint(self, ask: Ask) -> str:
        return ask.hint.text(self.tongue.person) if ask.hint else ""


_LANGUAGES = {"en": _("in English"), "id": _("in Indonesian")}


def _with_held(groups: Sequence[Group], held: str) -> tuple[Group, ...]:
    """Keep a word that is not among the choices a choice."""
    known = {value for _word, choices in groups for value, _text in choices}
    return (*groups, ("", ((held, held),))) if held and held not in known else tuple(groups)


def _grown(held: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Add the row, or mark the row taken out, that a button asked for."""
    grown = dict(held)
    for table in held.get("more", ()):
        grown[f"{table}-rows"] = [str(Answers(held).count(table) + 1)]
    for row in held.get("less", ()):
        grown[f"{row}-gone"] = ["1"]
    return grown
