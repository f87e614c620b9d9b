"""Whether each document says what it is, whose it is and where it is."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.registers.documents import Document
from opensmp.rules.consistency._helpers import label, specimen


@rule(
    "CON-25",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R26", "R43"),
    examples=(
        fails(
            "A document without owner and location",
            lambda d: add(d, "registers/documents", specimen(d, "DOC-404", owner=None, location="")),
        ),
        fails(
            "A document without version and date of approval",
            lambda d: add(d, "registers/documents", specimen(d, "DOC-404", version="", approved=None)),
        ),
        passes("A complete document", lambda d: add(d, "registers/documents", specimen(d, "DOC-404"))),
    ),
)
def document_is_identified(dossier: Dossier) -> Iterator[Finding]:
    """Each document has an owner, a version, a date and a location.

    Why: a document without them cannot be told from its copies, and nobody keeps it up to date.

    Fix: complete the row of the document register.
    """
    for document in dossier.registers.documents:
        missing = tuple(_missing(document))
        if missing and document.status not in {"superseded", "withdrawn"}:
            says = _("{document} has no {missing}.", document=label(document), missing=missing)
            yield Finding(at("registers/documents", document.id), says, quote=document.id)


def _missing(document: Document) -> Iterator[Message]:
    if not document.owner:
        yield _("owner")
    if not document.version.strip():
        yield _("version")
    if document.approved is None and document.status == "approved":
        yield _("date of approval")
    if not document.location.strip():
        yield _("location")
