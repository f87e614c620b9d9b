"""The standard as a person of the project asks for it: one object over all packs, each read when first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import TypeVar

from opensmp.i18n import _
from opensmp.standard import values as v
from opensmp.standard.bilingual import Bilingual
from opensmp.standard.packs import PackError, PackProblem, read_note, read_pack, read_rows, shipped

R = TypeVar("R")

PACKS = (
    "clauses",
    "planning-items",
    "checklist",
    "sections",
    "practices",
    "document-kinds",
    "review-inputs",
    "stage1-questions",
    "editions",
    "obligations-id",
)
"""The names of the packs; an organisation can replace any of them."""


@dataclass(frozen=True, eq=False)
class Standard:
    """ISO/IEC 20000-1 as data. ``own`` holds the packs that an organisation put in place of the shipped ones."""

    own: Mapping[str, object] = field(default_factory=dict)

    @property
    def citation(self) -> str:
        """The edition as it is printed beside a clause number."""
        return self._clause_pack.citation

    @property
    def edition(self) -> str:
        """The year by which references name the edition, such as 2018."""
        return self._clause_pack.edition

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Numbered paragraphs below a clause that carry no title of their own."""
        return self._clause_pack.paragraphs

    @cached_property
    def clauses(self) -> Mapping[str, v.Clause]:
        """Clauses by number, in the order of the standard."""
        return _by(self._clause_pack.rows, lambda clause: clause.number, "clauses")

    @cached_property
    def planning_items(self) -> Mapping[str, v.PlanningItem]:
        """The items of clause 6.3 by letter."""
        return _by(self._rows("planning-items", v.PlanningItem), lambda item: item.letter, "planning-items")

    @cached_property
    def checklist(self) -> Mapping[str, v.ChecklistRow]:
        """The eleven checklist rows by key."""
        return _by(self._rows("checklist", v.ChecklistRow), lambda row: row.key, "checklist")

    @cached_property
    def sections(self) -> Mapping[str, v.Section]:
        """The ten sections by key, in plan order."""
        return _by(self._rows("sections", v.Section), lambda section: section.key, "sections")

    @cached_property
    def practices(self) -> Mapping[str, v.Practice]:
        """The twelve core practices, then those offered besides, by key."""
        return _by(self._rows("practices", v.Practice), lambda practice: practice.key, "practices")

    @cached_property
    def document_kinds(self) -> Mapping[str, v.DocumentKind]:
        """The twelve kinds of clause 7.5.4 by letter."""
        return _by(self._rows("document-kinds", v.DocumentKind), lambda kind: kind.letter, "document-kinds")

    @cached_property
    def review_inputs(self) -> Mapping[str, v.ReviewInput]:
        """The twelve inputs of clause 9.3 by letter."""
        return _by(self._rows("review-inputs", v.ReviewInput), lambda row: row.letter, "review-inputs")

    @cached_property
    def stage1_questions(self) -> Mapping[str, v.Stage1Question]:
        """The six Stage 1 questions by key."""
        return _by(self._rows("stage1-questions", v.Stage1Question), lambda row: row.key, "stage1-questions")

    @cached_property
    def obligations(self) -> Mapping[str, v.Obligation]:
        """The dated Indonesian obligations by key."""
        return _by(self._rows("obligations-id", v.Obligation), lambda row: row.key, "obligations-id")

    @cached_property
    def editions(self) -> Mapping[str, v.Edition]:
        """The editions by year."""
        return _by(self._edition_pack.editions, lambda edition: edition.year, "editions")

    @property
    def renumberings(self) -> tuple[v.Renumbering, ...]:
        """Numbers of earlier editions with their present place."""
        return self._edition_pack.renumberings

    @property
    def wrong_references(self) -> tuple[v.WrongReference, ...]:
        """Wrong references met in public material."""
        return self._edition_pack.wrong_references

    @cached_property
    def topics(self) -> Mapping[str, v.Topic]:
        """What sentences cite clauses for, by key."""
        return _by(self._edition_pack.topics, lambda topic: topic.key, "editions")

    def replaced(self, packs: Mapping[str, object]) -> Standard:
        """Return a standard with ``packs`` (name → the JSON of a whole pack) in place of its own.

        Every pack is read at once, and every clause it names must exist; otherwise `PackError` says pack, row, key
        and remedy.
        """
        unknown = [name for name in packs if name not in PACKS]
        if unknown:
            remedy = _("There is no such pack. Use one of {names}.", names=PACKS)
            raise PackError(PackProblem(name, "top", "-", remedy) for name in unknown)
        renewed = Standard(MappingProxyType({**self.own, **packs}))
        renewed._read_all()
        dangling = tuple(renewed._dangling())
        if dangling:
            raise PackError(dangling)
        return renewed

    def note(self, pack: str) -> Bilingual:
        """Return what is certain and what is not about ``pack``; print it beside its rows."""
        return read_note(pack, self._raw(pack))

    @cached_property
    def _clause_pack(self) -> v.ClausePack:
        return read_pack("clauses", v.ClausePack, self._raw("clauses"))

    @cached_property
    def _edition_pack(self) -> v.EditionPack:
        return read_pack("editions", v.EditionPack, self._raw("editions"))

    def _rows(self, pack: str, shape: type[R]) -> tuple[R, ...]:
        return read_rows(pack, shape, self._raw(pack))

    def _raw(self, pack: str) -> object:
        return self.own[pack] if pack in self.own else shipped(pack)

    def _read_all(self) -> tuple[Mapping[str, object], ...]:
        """Return every view; making them reads every pack, so that a fault in any of them shows at once."""
        graded = (self.planning_items, self.checklist, self.sections, self.practices, self.document_kinds)
        return (self.clauses, *graded, self.review_inputs, self.stage1_questions, self.editions, self.obligations)

    def _dangling(self) -> Iterator[PackProblem]:
        """Find each published clause that a pack names and the clause pack does not hold."""
        known = {*self.clauses, *self.paragraphs}
        for pack, row, references in self._citations():
            for number in references:
                if number.partition(" ")[0] not in known:
                    remedy = _("Clause {number} is not in the clause pack. Correct the number.", number=number)
                    yield PackProblem(pack, row, "clauses", remedy)

    def _citations(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        yield from (("checklist", row.key, row.clauses) for row in self.checklist.values())
        yield from (("sections", section.key, section.clauses) for section in self.sections.values())
        yield from (("practices", practice.key, (practice.clause,)) for practice in self.practices.values())
        yield from (("editions", topic.key, topic.clauses + topic.also) for topic in self.topics.values())
        yield from (("editions", moved.number, moved.published) for moved in self.renumberings)


@cache
def standard() -> Standard:
    """Return the standard as OpenSMP ships it."""
    return Standard()


def _by(rows: Iterable[R], name: Callable[[R], str], pack: str) -> Mapping[str, R]:
    """Index ``rows``; a name that stands twice is a `PackError`, because the second row would hide the first."""
    index: dict[str, R] = {}
    for row in rows:
        if name(row) in index:
            remedy = _("This name stands twice. Rename or remove one of the rows.")
            raise PackError([PackProblem(pack, name(row), "-", remedy)])
        index[name(row)] = row
    return MappingProxyType(index)
