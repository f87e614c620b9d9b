"""A list of rows: searched, filtered, sorted and cut into pages by the address alone, so that it works without script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from opensmp.i18n import Message, Plural
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk
from opensmp.web.rows.facts import Linked

PAGE = 50


class State(NamedTuple):
    """The state of a row: a shape and a word."""

    kind: str
    text: Message | Plural | str


class Cell(NamedTuple):
    """A cell: words with links, and a mark where something is wrong."""

    label: str
    items: tuple[Linked, ...] = ()
    cls: str = ""
    kind: str = ""


class Row(NamedTuple):
    """A row as a list shows it. ``tags`` are what filters ask for, ``sort`` the keys it may be ordered by."""

    id: str
    title: str
    href: str
    cells: tuple[Cell, ...]
    state: State
    tags: frozenset[str] = frozenset()
    sort: Mapping[str, Any] = {}

    @property
    def words(self) -> str:
        """What a search looks at."""
        cells = (str(item.text) for cell in self.cells for item in cell.items)
        return " ".join((self.id, self.title, *cells)).casefold()


class Choice(NamedTuple):
    """A filter: a select with its values and words. A row passes where it has the tag ``name:value``."""

    name: str
    label: str
    any: str
    values: tuple[tuple[str, str], ...]


class View(NamedTuple):
    """A view of a list beside the others: its word with the count, its address, whether it is this one."""

    text: str
    href: str
    here: bool


class Listing(NamedTuple):
    """What the template shows of a list."""

    rows: tuple[Row, ...]
    total: int
    found: int
    first: int
    last: int
    earlier: str
    later: str
    views: tuple[View, ...]
    choices: tuple[tuple[Choice, str], ...]
    q: str
    order: str
    orders: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]


_kept: Kept[tuple[Row, ...]] = Kept(8)


def kept_rows(desk: Desk, name: str, build: Callable[[], Iterable[Row]]) -> tuple[Row, ...]:
    """Return the rows of a long list, built once a change for everybody who reads the same of it in the same language."""
    place = desk.organisation
    sees = (desk.language, desk.may("read_draft"), desk.may("see_findings"))
    return _kept.get(
        (name, place.pk, place.head, place.head_hash, desk.plan.pk, desk.today, sees), lambda: tuple(build())
    )


def listing(
    desk: Desk, rows: Sequence[Row], *, views: Iterable[tuple[str, str]] = (), choices: Iterable[Choice] = (),
    orders: Sequence[tuple[str, str]] = (), keep: Iterable[str] = (),
) -> Listing:  # fmt: skip
    """Return the part of ``rows`` that the address asks for. ``views`` are (tag, word), the empty tag means all."""
    asked = desk.request.GET
    choices, views = tuple(choices), tuple(views)
    q = asked.get("q", "").strip()[:200]
    view = asked.get("view", "")
    chosen = {choice.name: asked.get(choice.name, "") for choice in choices}
    order = asked.get("order", "")
    order = order if order in dict(orders) else ""
    rows = _without_empty_columns(rows)
    matching = [row for row in rows if _matches(row, q, chosen)]
    shown = [row for row in matching if not view or view in row.tags]
    if order:
        shown.sort(key=lambda row: _key(row.sort.get(order)))
    kept = {name: asked[name] for name in keep if asked.get(name)}
    query = {name: words for name, words in {**kept, "q": q, **chosen, "order": order}.items() if words}
    number, last = _page(asked.get("page", ""), len(shown))
    here = {**query, **({"view": view} if view else {})}
    begin = (number - 1) * PAGE
    counted = {tag: sum(tag in row.tags for row in matching) if tag else len(matching) for tag, _word in views}
    return Listing(
        tuple(shown[begin : begin + PAGE]), len(rows), len(shown), begin + 1 if shown else 0, min(begin + PAGE, len(shown)),
        desk.url(desk.here, **here, page=number - 1) if number > 1 else "",
        desk.url(desk.here, **here, page=number + 1) if number < last else "",
        tuple(
            View(f"{word} {counted[tag]}", desk.url(desk.here, **query, view=tag or None), view == tag)
            for tag, word in views if counted[tag] or not tag or view == tag
        ),
        tuple((choice, chosen[choice.name]) for choice in choices), q, order, tuple(orders),
        tuple({**kept, **({"view": view} if view else {})}.items()),
    )  # fmt: skip


def _without_empty_columns(rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out the columns in which no row of the list says anything."""
    said = {place for row in rows for place, cell in enumerate(row.cells) if cell.items}
    return [row._replace(cells=tuple(cell for place, cell in enumerate(row.cells) if place in said)) for row in rows]


def _matches(row: Row, q: str, chosen: Mapping[str, str]) -> bool:
    if any(value and f"{name}:{value}" not in row.tags for name, value in chosen.items()):
        return False
    return not q or all(word in row.words for word in q.casefold().split())


def _key(held: Any) -> tuple[bool, Any]:
    """Order what is unknown behind everything else."""
    return (held is None or held == "", "" if held is None else held)


def _page(asked: str, found: int) -> tuple[int, int]:
    last = max(1, -(-found // PAGE))
    return (min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 7 else 1), last
