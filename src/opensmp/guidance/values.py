"""What guidance consists of: section pages, the guided build, the frameworks for objectives and roles, the template."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

ObjectiveKind: TypeAlias = Literal["increase", "decrease", "maintain at least", "maintain at most", "milestone"]
Letters: TypeAlias = Literal["R", "A", "C", "I", "A/R"]


class Bilingual(NamedTuple):
    """One text in both languages; it can be a value of an ``opensmp.i18n`` message."""

    en: str
    id: str

    def text(self, language: str) -> str:
        """Return the Indonesian text for ``id``, and the English one for every other language."""
        return self.id if language == "id" else self.en

    def __str__(self) -> str:
        return self.en


class Span(NamedTuple):
    """From least to most, both included: pages of a section (400 words each), or weeks."""

    least: float
    most: float


class SectionGuidance(NamedTuple):
    """What stands beside a section while it is written.

    ``section`` is the key of the plan's section; the parts that clause 6.3 adds carry a key of their own and stand in
    one of the ten. ``example`` is illustrative and always shown with `SectionPack.illustration`.
    """

    key: str
    section: str
    number: str
    title: Bilingual
    must_say: tuple[Bilingual, ...]
    example: tuple[Bilingual, ...]
    pitfalls: tuple[Bilingual, ...]
    pages: Span
    questions: tuple[Bilingual, ...]
    starting_sentences: tuple[Bilingual, ...]


class SectionPack(NamedTuple):
    """The guidance of all sections, and the sentence that marks every example as fictional."""

    note: Bilingual
    illustration: Bilingual
    rows: tuple[SectionGuidance, ...]


class BuildStep(NamedTuple):
    """A step of the guided build; weeks count from the start, the first week is 1."""

    key: str
    first_week: int
    last_week: int
    title: Bilingual
    entry: Bilingual
    participants: tuple[Bilingual, ...]
    outputs: tuple[Bilingual, ...]
    exit: Bilingual


class Elapsed(NamedTuple):
    """How many weeks a first approved plan takes, with the template and without one."""

    with_template: Span
    without_template: Span


class BuildPack(NamedTuple):
    """The guided build and the time it is measured against."""

    note: Bilingual
    elapsed: Elapsed
    rows: tuple[BuildStep, ...]


class ObjectiveForm(NamedTuple):
    """A weakness, and a measurable objective against it whose figures are blanks.

    ``metric`` is the id of a metric (practice and name); ``practice`` is the key of a practice or of a section.
    """

    key: str
    weakness: Bilingual
    form: Bilingual
    kind: ObjectiveKind
    metric: str
    practice: str
    why: Bilingual


class ObjectivePack(NamedTuple):
    """The framework for choosing objectives."""

    note: Bilingual
    rows: tuple[ObjectiveForm, ...]


class RoleAdvice(NamedTuple):
    """A role of the service management system; ``kind`` is the word the plan uses for it."""

    key: str
    kind: str
    title: Bilingual
    duty: Bilingual


class Size(NamedTuple):
    """A size of organisation, from a number of people up: its roles, and those that one person may hold together."""

    key: str
    title: Bilingual
    people_from: int
    roles: tuple[str, ...]
    combinable: tuple[tuple[str, ...], ...]
    note: Bilingual


class Separation(NamedTuple):
    """Two roles that one person never holds together."""

    first: str
    second: str
    why: Bilingual


class Activity(NamedTuple):
    """A standard row of the RACI matrix; ``key_duty`` marks those that must have an accountable role."""

    key: str
    title: Bilingual
    key_duty: bool
    letters: Mapping[str, Letters]


class RolePack(NamedTuple):
    """The framework for assigning roles."""

    note: Bilingual
    roles: tuple[RoleAdvice, ...]
    sizes: tuple[Size, ...]
    separations: tuple[Separation, ...]
    activities: tuple[Activity, ...]


class TemplateText(NamedTuple):
    """The starting text of a section in Markdown, with blanks (``___``), and a comment for the person who fills it."""

    key: str
    section: str
    text: Bilingual
    comment: Bilingual


class TemplatePack(NamedTuple):
    """The texts of the ready template."""

    note: Bilingual
    rows: tuple[TemplateText, ...]
