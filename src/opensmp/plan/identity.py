"""What the plan is called, who owns it, and the settings that belong to the document as a whole."""

from opensmp.plan.prose import Prose
from opensmp.plan.references import HolderId
from opensmp.plan.terms import Language, Period
from opensmp.plan.value import value


@value
class Length:
    """The guidance on length: pages from–to, and how words, table rows and minutes are counted into pages and time."""

    least_pages: int = 15
    most_pages: int = 30
    words_a_page: int = 400
    rows_a_page: int = 28
    words_a_minute: int = 210


@value
class Identity:
    """The plan's identity (``plan/00-identity.yaml``).

    ``version`` is the number this text has or will have; ``owner`` the one SMS owner; ``precedence`` says which
    document wins where two differ.
    """

    number: str = ""
    title: Prose = Prose()
    version: str = ""
    classification: str = ""
    owner: HolderId | None = None
    language: Language = "en"
    second_language: Language | None = None
    period: Period | None = None
    precedence: Prose = Prose()
    length: Length = Length()
