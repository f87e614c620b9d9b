"""The values that the packs hold: clauses, practices, sections, checklist rows, obligations and editions.

Every summary is in our own words. Nothing here is text of ISO/IEC 20000-1, and no list letter was compared with the
licensed text; an organisation that owns a copy corrects a pack instead of the code.

Rows are named tuples: immutable, typed, and ten times cheaper to define than dataclasses, which a cold check notices.
"""

from typing import Literal, NamedTuple, TypeAlias

from opensmp.standard.bilingual import Bilingual

Certainty: TypeAlias = Literal["confirmed", "secondary", "unverified"]
"""confirmed: read in an official or published text; secondary: others say so; unverified: general knowledge."""

Verdict: TypeAlias = Literal["right", "moved", "wrong clause", "no such clause", "other edition"]
"""How a clause reference compares with the published edition."""


class Clause(NamedTuple):
    """A clause of the published edition; ``items`` counts its lettered items where the count is known, else 0."""

    number: str
    title: Bilingual
    summary: Bilingual
    layer: Literal["common", "service"]
    certainty: Certainty
    items: int = 0

    @property
    def parent(self) -> str:
        """The number one level up; empty for the clauses 4 to 10 themselves."""
        return self.number.rpartition(".")[0]


class ClausePack(NamedTuple):
    """The clauses with the edition they belong to; ``paragraphs`` are numbered paragraphs that carry no title."""

    note: Bilingual
    rows: tuple[Clause, ...]
    edition: str
    citation: str
    paragraphs: tuple[str, ...]


class PlanningItem(NamedTuple):
    """One of the items a–h that clause 6.3 asks a plan to include or to reference."""

    letter: str
    title: Bilingual
    meaning: Bilingual
    sections: tuple[str, ...]
    certainty: Certainty


class SourceReference(NamedTuple):
    """A clause as the source document cites it, beside what is published."""

    says: str
    verdict: Literal["right", "right family", "moved", "wrong clause", "no such clause"]
    published: tuple[str, ...]


class FailureMode(NamedTuple):
    """A way in which a section fails in an audit."""

    key: str
    title: Bilingual


class ChecklistRow(NamedTuple):
    """A row of the content checklist: what the section must hold and how it commonly fails."""

    key: str
    requirement: str
    section: str
    title: Bilingual
    content: tuple[Bilingual, ...]
    failures: tuple[FailureMode, ...]
    clauses: tuple[str, ...]
    source: tuple[SourceReference, ...] = ()


class Section(NamedTuple):
    """One of the plan's ten sections."""

    number: int
    key: str
    title: Bilingual
    clauses: tuple[str, ...]
    source: tuple[SourceReference, ...] = ()


class Practice(NamedTuple):
    """A service management practice; ``core`` marks the twelve of the plan, the others are offered besides."""

    number: str
    key: str
    clause: str
    title: Bilingual
    summary: Bilingual
    core: bool


class DocumentKind(NamedTuple):
    """A kind of documented information that clause 7.5.4 names, and what its register is checked for."""

    letter: str
    key: str
    title: Bilingual
    checks: tuple[Bilingual, ...]
    certainty: Certainty
    none_allowed: bool = False


class ReviewInput(NamedTuple):
    """An input that a management review considers (clause 9.3), and the register it is taken from."""

    letter: str
    key: str
    title: Bilingual
    source: Bilingual
    certainty: Certainty


class Stage1Question(NamedTuple):
    """A question that the Stage 1 auditor answers from the plan."""

    key: str
    requirement: str
    question: Bilingual
    looks_at: Bilingual


class Edition(NamedTuple):
    """An edition of the standard, with the national adoptions known to carry it."""

    year: str
    citation: str
    current: bool
    adoptions: tuple[str, ...] = ()


class Renumbering(NamedTuple):
    """A number of an earlier edition and where its subject stands now."""

    edition: str
    number: str
    topic: Bilingual
    published: tuple[str, ...]


class WrongReference(NamedTuple):
    """A wrong clause reference met in public material, with the published one."""

    says: str
    topic: str
    where: Bilingual
    verdict: Verdict
    published: tuple[str, ...]


class Words(NamedTuple):
    """The phrases by which each language speaks of something, in lower case."""

    en: tuple[str, ...]
    id: tuple[str, ...]


class Topic(NamedTuple):
    """A subject that a sentence can cite a clause for: ``clauses`` are suggested, ``also`` are right as well."""

    key: str
    title: Bilingual
    words: Words
    clauses: tuple[str, ...]
    also: tuple[str, ...] = ()


class EditionPack(NamedTuple):
    """The editions, how numbers moved between them, wrong references met, and the topics that clauses are cited for."""

    note: Bilingual
    editions: tuple[Edition, ...]
    renumberings: tuple[Renumbering, ...]
    wrong_references: tuple[WrongReference, ...]
    topics: tuple[Topic, ...]


class Deadline(NamedTuple):
    """A time limit that an obligation sets, counted from an event."""

    event: Bilingual
    amount: int
    unit: Literal["hours", "working days", "calendar days", "months", "years"]
    certainty: Certainty


class Obligation(NamedTuple):
    """A dated duty of an instrument. Dates are ISO years, months or days, as exact as they are known.

    ``article`` stays empty until somebody has read it in the instrument itself.
    """

    key: str
    instrument: str
    issuer: str
    subject: Bilingual
    duty: Bilingual
    sectors: tuple[str, ...]
    effective_from: str
    source: str
    certainty: Certainty
    checked_by: str
    checked_on: str
    article: str = ""
    effective_to: str = ""
    replaced_by: str = ""
    deadlines: tuple[Deadline, ...] = ()
    planning_items: tuple[str, ...] = ("c",)
    practices: tuple[str, ...] = ()
