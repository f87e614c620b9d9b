"""The improvements as a board, and what was missed and has none yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from opensmp.checking.standing import broken_promises
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.progress import progress_of
from opensmp.registers.assurance import ImprovementItem
from opensmp.web.names import Names

OPEN = ("", "proposed", "approved", "in progress")
COLUMNS: tuple[tuple[str, Message], ...] = (
    ("proposed", _("Proposed")), ("under way", _("Under way")), ("measuring", _("Effect to be seen")), ("closed", _("Closed")),
)  # fmt: skip
_OVERDUE = _("Overdue")
_COLUMN_OF = {
    "": "proposed",
    "proposed": "proposed",
    "approved": "under way",
    "in progress": "under way",
    "rejected": "closed",
}


class Card(NamedTuple):
    """An improvement on the board: what it is tied to, who does it until when, and what came of it."""

    item: ImprovementItem
    tied: tuple[Any, ...]
    owner: str
    initials: str
    kind: str
    text: Message | None
    line: Any
    column: str


class Suggestion(NamedTuple):
    """Something missed that no open improvement is tied to."""

    title: Any
    why: Message | Plural
    parameter: str
    key: str


def cards_of(dossier: Dossier, names: Names) -> tuple[Card, ...]:
    """Return every improvement, in the order of the register."""
    return tuple(_card(dossier, names, item) for item in dossier.registers.improvements)


def column_of(item: ImprovementItem) -> str:
    """Return the column of the board: what is done is closed once somebody saw that it worked."""
    if item.status == "done":
        return "closed" if item.effective else "measuring"
    return _COLUMN_OF[item.status]


def _card(dossier: Dossier, names: Names, item: ImprovementItem) -> Card:
    owner = names.holder(item.owner)
    kind, text = _state(item, dossier.today)
    tied = tuple(each for each in dict.fromkeys((item.objective, item.source_ref)) if each)
    return Card(item, tied, owner, _initials(owner), kind, text, _line(item), column_of(item))


def _initials(name: str) -> str:
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"


def _state(item: ImprovementItem, today: date) -> tuple[str, Message | None]:
    if item.status == "done":
        return ("ok", _("Worked")) if item.effective else ("wait", _("Not yet seen"))
    if item.status == "rejected":
        return "calm", _("Rejected")
    if item.due and item.due < today:
        return "warn", _OVERDUE
    if not item.owner:
        return "warn", _("No owner")
    return "", None


def _line(item: ImprovementItem) -> Any:
    """Return the day, or what came of it."""
    if item.status == "done" and item.effective:
        return _("Closed {day}", day=item.effective)
    if item.status in OPEN and item.due:
        return _("Due {day}", day=item.due)
    return item.benefit


def lead_of(cards: tuple[Card, ...]) -> Message | Plural:
    """Return how many improvements there are, how many are tied to something, and how many are late."""
    tied = sum(bool(card.tied) for card in cards)
    late = sum(card.text is _OVERDUE for card in cards)
    said = n_("{n} improvement", "{n} improvements", len(cards))
    if tied < len(cards):
        return _(
            "{all}, {tied} tied to an objective, a finding or a promise. {late}.", all=said, tied=tied, late=_late(late)
        )
    return _("{all}, each tied to an objective, a finding or a promise. {late}.", all=said, late=_late(late))


def _late(count: int) -> Message | Plural:
    return n_("{n} is overdue", "{n} are overdue", count) if count else _("None is overdue")


def suggestions_of(dossier: Dossier) -> tuple[Suggestion, ...]:
    """Return the promises that do not hold and the objectives that were missed, where no open improvement is tied to them."""
    return tuple(_suggested(dossier))


def _suggested(dossier: Dossier) -> Iterator[Suggestion]:
    tied = {
        each
        for item in dossier.registers.improvements
        if item.status in OPEN
        for each in (item.objective, item.source_ref)
        if each
    }
    for verdict in broken_promises(dossier):
        row = dossier.commitments[verdict.commitment]
        if row.id not in tied and (row.objective is None or row.objective not in tied):
            yield Suggestion(row.sentence, _("{id} does not hold.", id=row.id), "commitment", row.id)
    for objective in dossier.plan.objectives.objectives:
        if objective.id not in tied and progress_of(objective, dossier.today).state in (
            "not met",
            "overdue",
            "done late",
        ):
            yield Suggestion(objective.statement, _("{id} was missed.", id=objective.id), "objective", objective.id)
