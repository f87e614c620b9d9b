"""A document understood: its outline, where each heading leads, everything it says sorted, and whether it is a plan at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from opensmp.intake.drafting import Draft, drafted
from opensmp.intake.gathering import Gathered, Gatherer, with_file
from opensmp.intake.headings import Outline, corrected, outline_of
from opensmp.intake.placing import Home, placed, sections_found
from opensmp.intake.source import Source
from opensmp.language import language_of
from opensmp.plan.terms import Language

_PLAN = re.compile(
    r"service management plan|\bsmp\b|rencana manajemen layanan|rencana sistem manajemen layanan|sms plan|\brml\b",
    re.IGNORECASE,
)
_LEAST_SECTIONS = 5
_WITH_TITLE = 2
_SURE = 0.7


@dataclass(frozen=True)
class Corrections:
    """What a person says about a document, where the guess was wrong.

    ``levels`` by block: the level of a heading, 0 for a line that is none. ``homes`` by block of a heading: its address, empty for
    nowhere. ``tables`` by number: a kind of ``grids.KINDS``, *Duty*, *Identity* or *Organisation*, empty for words.
    """

    levels: Mapping[int, int] = field(default_factory=dict)
    homes: Mapping[int, str] = field(default_factory=dict)
    tables: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Understood:
    """One document: as it was read, its outline, the home of each heading, and what it says."""

    source: Source
    outline: Outline
    homes: tuple[Home, ...]
    gathered: Gathered

    @property
    def sections(self) -> frozenset[str]:
        """The sections of a plan that it names itself, for sure."""
        return sections_found([home for home in self.homes if home.confidence >= _SURE])

    @property
    def is_plan(self) -> bool:
        """Whether it looks like a service management plan: by its title and two sections, or by half of the ten."""
        named = _PLAN.search(f"{self.outline.title} {self.source.properties.get('title', '')}")
        return len(self.sections) >= (_WITH_TITLE if named else _LEAST_SECTIONS)


def understand(source: Source, said: Corrections = Corrections()) -> Understood:  # a frozen value
    """Sort what a document says; what a person corrected holds."""
    shape = corrected(source, outline_of(source), said.levels)
    homes = placed(shape.headings, said.homes)
    gathered = with_file(Gatherer(source, shape, homes, said.tables).gather(), source.name)
    return Understood(source, shape, homes, gathered)


def language_in(sources: Sequence[Source]) -> Language:
    """Return the language in which most of the documents is written."""
    words = " ".join(each.text for source in sources for each in source.paragraphs)[:200_000]
    return "id" if language_of(words) == "id" else "en"


def draft_of(read: Sequence[Understood], further: Sequence[Gathered], language: Language, today: date) -> Draft:
    """Make one draft of documents and of what spreadsheets add."""
    sections = frozenset().union(*(each.sections for each in read)) if read else frozenset()
    plan = any(each.is_plan for each in read)
    return drafted([*(each.gathered for each in read), *further], language, today, sections, plan)
