"""What places in the plan and tables are called, and the choices that a person is offered for them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from opensmp.i18n import Message, _
from opensmp.intake.grids import KINDS
from opensmp.intake.vocabulary import homes, labels
from opensmp.plan.plan import SECTIONS
from opensmp.standard import standard

ASIDE, NO_HEADING = "-", "0"
"""What a person chooses for a heading that has no home, and for a line that is none."""
_FRONT = _("Before and beside the sections")
_FURTHER_KINDS = ("Duty", "Identity", "Organisation")


class Group(NamedTuple):
    """Choices below one title: value and words."""

    title: str
    choices: tuple[tuple[str, str], ...]


def home_words(address: str, language: str) -> str:
    """Return what a place in the plan is called: the section and the field or practice in it."""
    section = address.partition("#")[0].partition(".")[0]
    practice = practice_of(address)
    title = section_title(section, language)
    if practice in standard().practices:
        return f"{title} › {standard().practices[practice].title.text(language)}"
    place = address if address in homes() else address.rpartition(".")[0]
    known = homes().get(place) or homes().get(section)
    named = known.text(language) if known else section
    return f"{title} › {named}" if title and place != section and title != named else title or named


def section_title(section: str, language: str) -> str:
    """Return the title of a section; empty for what stands before and beside them."""
    known = standard().sections.get(section)
    return known.title.text(language) if known else ""


def practice_of(address: str) -> str:
    return address.partition("practice:")[2].partition(".")[0]


def kind_words(kind: str, language: str) -> str:
    """Return what rows of a table are called."""
    return labels()[kind].text(language) if kind in labels() else kind


@cache
def home_choices(language: str) -> tuple[Group, ...]:
    """Return every place that a heading can lead to, by section."""
    groups = [Group(section_title(key, language), tuple(_places(key, language))) for key in SECTIONS]
    front = [key for key in homes() if key.partition(".")[0] not in SECTIONS]
    return (*groups, Group(_FRONT.text(language), tuple((key, homes()[key].text(language)) for key in front)))


def _places(section: str, language: str) -> list[tuple[str, str]]:
    places = [(key, homes()[key].text(language)) for key in homes() if key.partition(".")[0] == section]
    if section == "practices":
        rows = standard().practices.items()
        places += [(f"practices.practice:{key}", practice.title.text(language)) for key, practice in rows]
    return places


@cache
def listed() -> frozenset[str]:
    """Return every place that can be chosen."""
    return frozenset(value for group in home_choices("en") for value, _words in group.choices)


@cache
def kind_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Return everything that a table can be, in the order of the alphabet."""
    rows = ((kind, kind_words(kind, language)) for kind in (*KINDS, *_FURTHER_KINDS))
    return tuple(sorted(rows, key=lambda row: row[1].casefold()))


HOW_SURE: tuple[tuple[float, str, Message], ...] = (
    (0.7, "ok", _("Clear")), (0.01, "warn", _("In doubt")), (0.0, "wait", _("Kept aside")),
)  # fmt: skip
SET_BY_YOU = _("Set by you")
BELOW = _("With the heading above")
AS_WORDS = _("Kept as words")
