"""What a reference inside the plan's words is called, and where a click on it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from opensmp.dossier import Dossier
from opensmp.i18n import _, speak
from opensmp.plan.plan import SECTIONS
from opensmp.web.figures import target_words
from opensmp.web.markup import inline
from opensmp.web.names import Names

Address = Callable[[str, str], str]
"""From kind and id to the path of the page that tells more, or nothing."""


class Naming:
    """The chips of one dossier in one language: called with kind and id, it returns words and address."""

    def __init__(self, dossier: Dossier, language: str, address: Address) -> None:
        self.names = Names(dossier, language)
        self._dossier = dossier
        self._language = language
        self._address = address
        self._known: dict[tuple[str, str], tuple[str, str]] = {}

    def __call__(self, kind: str, identity: str) -> tuple[str, str]:
        if (kind, identity) not in self._known:
            self._known[kind, identity] = (self.words(kind, identity), self._address(kind, identity))
        return self._known[kind, identity]

    def words(self, kind: str, identity: str) -> str:
        """Return what stands in the chip: a promise is its figure, a document its number, all else a name."""
        special = _WORDS.get(kind)
        said = special(self, identity) if special else ""
        return said or self.names.of(kind, identity)

    def inline(self, text: str) -> Markup:
        """Return one line of the plan as HTML: a cell, a detail."""
        return inline(text, self)

    def promise(self, identity: str) -> str:
        """Return the figure of a commitment."""
        row = self._dossier.commitments.get(identity)
        return target_words(row.target, self._language) if row else ""

    def claim(self, identity: str) -> str:
        """Return what a claim can be checked for: a state, or how often."""
        row = self._dossier.claims.get(identity)
        return speak(row.status or row.cadence or "", self._language) if row else ""

    def section(self, identity: str) -> str:
        """Return the number of a section in words."""
        number = number_of_section(identity)
        return _("section {number}", number=number).text(self._language) if number else ""

    def clause(self, identity: str) -> str:
        """Return a clause in words."""
        return _("clause {number}", number=identity).text(self._language)

    def document(self, identity: str) -> str:
        """Return a document's number; its title is one click away."""
        return identity


_WORDS: Mapping[str, Callable[[Naming, str], str]] = {
    "commitment": Naming.promise, "claim": Naming.claim, "section": Naming.section, "clause": Naming.clause,
    "document": Naming.document,
}  # fmt: skip


def number_of_section(key: str) -> str:
    """Return the number of a section, from its key or from the number itself; nothing for another word."""
    if key in SECTIONS:
        return str(SECTIONS.index(key) + 1)
    return key if key.isdecimal() and 1 <= int(key) <= len(SECTIONS) else ""


def anchor_of(identity: str) -> str:
    """Return an id of the plan as the name of a place on a page."""
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in identity)


def holder_reference(names: Names, holder: str | None) -> str:
    """Return a person, office or role as a reference in the plan's own notation."""
    if not holder:
        return ""
    kind = next((kind for kind in ("person", "office", "role") if holder in names.table(kind)), "")
    return f"[[{kind}:{holder}]]" if kind else holder
