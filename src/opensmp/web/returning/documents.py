"""The document that goes and the document that comes: written from the draft, and read back in the limited child process."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from opensmp.actions.brought import BroughtFile
from opensmp.dossier import Dossier
from opensmp.i18n import Unreadable, _
from opensmp.intake.home.document import document
from opensmp.intake.home.outline import outline_of_plan
from opensmp.intake.returning import Proposal, is_ours, proposals, state_of
from opensmp.intake.source import Source
from opensmp.intake.understanding import language_in
from opensmp.plan.plan import Plan
from opensmp.store.past import Origin, dossier_at, mark_of, origin_of
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk
from opensmp.web.documents import source_of

ENDING = ".docx"


class Returned(NamedTuple):
    """A document that came back. ``origin`` is what it says it was written from, None where it does not say; ``base`` is the
    plan as it stood then; ``comments`` are the remarks that Word holds beside the text, with their authors."""

    base: Dossier
    language: str
    origin: Origin | None
    proposals: tuple[Proposal, ...]
    comments: tuple[tuple[str, str], ...]


_returned: Kept[Returned] = Kept(8)


def written(desk: Desk, language: str) -> bytes:
    """Return the draft as a Word document that can come back."""
    dossier = desk.dossier
    title = title_of(dossier.plan, language)
    nodes = outline_of_plan(dossier, language)
    state = mark_of(desk.plan, desk.organisation, language)
    return document(title, dossier.organisation.name, nodes, language, state)


def title_of(plan: Plan, language: str) -> str:
    """Return what the plan is called."""
    return plan.identity.title.text(language) or _("Service management plan").text(language)


def read_back(desk: Desk, file: BroughtFile) -> Returned:
    """Return what was changed in a document since it was written. Raises Unreadable where it is refused, or is not of this plan."""
    key = (desk.organisation.state, desk.plan.pk, desk.today, file)
    return _returned.get(key, lambda: _read_back(desk, file))


def _read_back(desk: Desk, file: BroughtFile) -> Returned:
    if Path(file.name).suffix.lower() != ENDING:
        raise Unreadable(
            _("{file} is no Word document.", file=file.name), _("Bring the document as Word saved it: its name ends in .docx.")
        )  # fmt: skip
    rejected, accepted = source_of(file, "reject"), source_of(file, "accept")
    if not is_ours(accepted):
        raise Unreadable(
            _("{file} was not written from this plan: its headings carry no ids.", file=file.name),
            _("Take the plan out as Word here, make your changes in that document, and bring it back."),
        )
    mark = state_of(accepted) or state_of(rejected)
    origin = origin_of(mark, desk.plan, desk.organisation) if mark else None
    if mark and origin is None:
        raise Unreadable(
            _("{file} was written from another plan.", file=file.name), _("Bring it to the plan that it was taken from.")
        )  # fmt: skip
    language = origin.language if origin else language_in([accepted])
    base = _base(desk, origin)
    found = proposals(base, rejected, accepted, language)
    return Returned(base, language, origin, found, _comments(accepted))


def _base(desk: Desk, origin: Origin | None) -> Dossier:
    if origin is None or origin.event == desk.organisation.changed:
        return desk.dossier
    return dossier_at(desk.plan, desk.organisation, desk.today, origin.event)


def _comments(source: Source) -> tuple[tuple[str, str], ...]:
    return tuple((mark.text, mark.author) for mark in source.marks if mark.kind == "comment" and mark.text)
