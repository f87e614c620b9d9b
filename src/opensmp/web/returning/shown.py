"""The changes of a document as a page shows them: by section, each with its author, its redline and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from opensmp.i18n import Message, Plural, _, n_
from opensmp.intake.vocabulary import homes
from opensmp.plan.plan import SECTIONS
from opensmp.web.desk import Desk
from opensmp.web.governance.changes import Piece, redline
from opensmp.web.plan.places import edit_address
from opensmp.web.returning.chosen import Item, Key

NOWHERE = "nowhere"
"""The group of what belongs to no section."""


class Shown(NamedTuple):
    """A change on the page. ``since`` is what the plan itself changed there meanwhile; ``seen`` are the digests of the entries it
    is about, as the form sends them back; ``elsewhere`` is the page on which it is changed by hand."""

    item: Item
    what: str
    pieces: tuple[Piece, ...]
    since: tuple[Piece, ...]
    who: Message
    ticked: bool
    seen: str
    problem: str
    elsewhere: str


class Group(NamedTuple):
    """The changes of one section, or of another part of the document."""

    key: str
    number: int | None
    title: str
    changes: tuple[Shown, ...]


def groups_of(
    desk: Desk, items: Iterable[Item], digests: Mapping[Key, str], ticked: frozenset[str] | None, problems: Mapping[str, str]
) -> list[Group]:  # fmt: skip
    """Return the changes by section in the plan's order. ``ticked`` are those chosen; None ticks what nothing speaks against."""
    held: dict[str, list[Shown]] = {}
    for item in items:
        if not item.is_so:
            held.setdefault(_group(item), []).append(_shown(desk, item, digests, ticked, problems))
    return [_titled(desk, key, held[key]) for key in sorted(held, key=_order)]


def _group(item: Item) -> str:
    proposal = item.proposal
    if not proposal.place:
        return NOWHERE
    return proposal.section or proposal.place.partition(".")[0]


def _order(key: str) -> int:
    known = ("identity", *SECTIONS)
    return known.index(key) if key in known else len(known) + (key == NOWHERE)


def _titled(desk: Desk, key: str, changes: Sequence[Shown]) -> Group:
    if key in SECTIONS:
        title = desk.dossier.standard.sections[key].title.text(desk.language)
        return Group(key, SECTIONS.index(key) + 1, title, tuple(changes))
    if key == NOWHERE:
        return Group(key, None, desk.say(_("In no section of the plan")), tuple(changes))
    known = homes().get(key)
    return Group(key, None, known.text(desk.language) if known else desk.say(_("History")), tuple(changes))


def _shown(
    desk: Desk, item: Item, digests: Mapping[Key, str], ticked: frozenset[str] | None, problems: Mapping[str, str]
) -> Shown:
    proposal = item.proposal
    chosen = (not item.now and not item.understood) if ticked is None else item.key in ticked
    where = "/".join(filter(None, item.entries[0])) if item.entries else f"plan/{proposal.section}"
    return Shown(
        item,
        what=" · ".join(filter(None, (proposal.title, proposal.row, proposal.column))),
        pieces=redline(proposal.before, proposal.after),
        since=redline(proposal.before, item.now) if item.now else (),
        who=_who(item),
        ticked=item.is_open and chosen,
        seen=sent(item, digests),
        problem=problems.get(item.key, ""),
        elsewhere=edit_address(desk, where) if item.why_not and proposal.section else "",
    )


def _who(item: Item) -> Message:
    author = item.proposal.author
    if item.proposal.kind == "suggestion":
        return _("Tracked change by {author}", author=author) if author else _("Tracked change")
    return _("Changed by {author}", author=author) if author else _("Changed in Word")


def sent(item: Item, digests: Mapping[Key, str]) -> str:
    """Return the digests of the entries of a change, in their order, as the form sends them back."""
    return " ".join(digests.get(entry, "-") for entry in item.entries)


def seen_in(items: Iterable[Item], posted: Mapping[str, str]) -> dict[Key, str]:
    """Return the digests that a form sent back, by entry."""
    found: dict[Key, str] = {}
    for item in items:
        digests = posted.get(f"seen-{item.key}", "").split()
        found |= {entry: digest for entry, digest in zip(item.entries, digests, strict=False) if digest != "-"}
    return found


def lead_of(items: Sequence[Item], file: str) -> Plural:
    """Return the line under the title: how many changes, by whom, in what."""
    authors = tuple(dict.fromkeys(item.proposal.author for item in items if item.proposal.author))
    if authors:
        return n_(
            "{n} change by {authors} in {file}.",
            "{n} changes by {authors} in {file}.",
            len(items),
            authors=authors,
            file=file,
        )
    return n_("{n} change in {file}.", "{n} changes in {file}.", len(items), file=file)
