"""What all ten sections share: a keeper, the day the keeper last read it, prose and references."""

from datetime import date

from opensmp.plan.prose import Prose
from opensmp.plan.references import DocumentId, HolderId
from opensmp.plan.value import value


@value
class Subsection:
    """A further heading that the organisation adds to a section."""

    id: str
    title: Prose
    text: Prose = Prose()


@value
class Section:
    """The common part of the ten sections. ``text`` is Markdown with ``[[kind:id]]`` references."""

    keeper: HolderId | None = None
    reviewed: date | None = None
    text: Prose = Prose()
    subsections: tuple[Subsection, ...] = ()
    references: tuple[DocumentId, ...] = ()
