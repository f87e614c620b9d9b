"""What changed between two values, said by place: added, removed, changed, moved.

Rows are matched by their key, never by position, so that a row added at the top is one addition and not a changed list.
A row that kept its content but not its place among the rows that both sides know is *moved*; so is a row found under
another parent with the same key and content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.value import key_of

Kind: TypeAlias = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True)
class Difference:
    """One change. ``where`` is the address in the newer value (of a removal, in the older); ``source`` the old place of a move."""

    kind: Kind
    where: tuple[str, ...]
    before: Any = None
    after: Any = None
    source: tuple[str, ...] = ()


def differences(older: Any, newer: Any, where: tuple[str, ...] = ()) -> tuple[Difference, ...]:
    """Return every difference between two values of the same type, in the order of their fields."""
    return tuple(_with_moves(list(_compare(older, newer, where))))


def _compare(older: Any, newer: Any, where: tuple[str, ...]) -> Iterator[Difference]:
    if older == newer:
        return
    if isinstance(older, tuple) and isinstance(newer, tuple):
        yield from _compare_rows(older, newer, where)
    elif isinstance(older, Mapping) and isinstance(newer, Mapping):
        yield from _compare_keyed(dict(older), dict(newer), where)
    elif type(older) is type(newer) and hasattr(older, "__dataclass_fields__") and not isinstance(older, Prose):
        for name, held in vars(older).items():
            yield from _compare(held, getattr(newer, name), (*where, name))
    elif _empty(older):
        yield Difference("added", where, after=newer)
    elif _empty(newer):
        yield Difference("removed", where, before=older)
    else:
        yield Difference("changed", where, before=older, after=newer)


def _compare_rows(older: Sequence[Any], newer: Sequence[Any], where: tuple[str, ...]) -> Iterator[Difference]:
    old = {key_of(row, index): row for index, row in enumerate(older)}
    new = {key_of(row, index): row for index, row in enumerate(newer)}
    yield from _compare_keyed(old, new, where)
    shared = [key for key in old if key in new]
    stays = _longest_common_order(shared, [key for key in new if key in old])
    for key in shared:
        if key not in stays:
            yield Difference("moved", (*where, key), before=old[key], after=new[key], source=(*where, key))


def _compare_keyed(old: Mapping[str, Any], new: Mapping[str, Any], where: tuple[str, ...]) -> Iterator[Difference]:
    for key, row in old.items():
        if key not in new:
            yield Difference("removed", (*where, key), before=row)
    for key, row in new.items():
        if key not in old:
            yield Difference("added", (*where, key), after=row)
        else:
            yield from _compare(old[key], row, (*where, key))


def _longest_common_order(older: list[str], newer: list[str]) -> set[str]:
    """Return the keys that keep their order: the longest increasing run of old places, in O(n log n)."""
    place = {key: index for index, key in enumerate(newer)}
    tails: list[int] = []
    links: list[tuple[str, int | None]] = []
    tops: list[int] = []
    for key in older:
        position = bisect_left(tails, place[key])
        links.append((key, tops[position - 1] if position else None))
        tails[position : position + 1] = [place[key]]
        tops[position : position + 1] = [len(links) - 1]
    kept: set[str] = set()
    at: int | None = tops[-1] if tops else None
    while at is not None:
        key, at = links[at]
        kept.add(key)
    return kept


def _with_moves(found: list[Difference]) -> Iterator[Difference]:
    """Turn a removal and an addition of the same keyed content under two parents into one move."""
    removed = {
        (each.where[-1], repr(each.before)): each for each in found if each.kind == "removed" and _keyed(each.before)
    }
    gone: set[int] = set()
    for index, each in enumerate(found):
        origin = removed.get((each.where[-1], repr(each.after))) if each.kind == "added" else None
        if origin is not None:
            found[index] = replace(each, kind="moved", before=origin.before, source=origin.where)
            gone.add(id(origin))
    return (each for each in found if id(each) not in gone)


def _keyed(row: Any) -> bool:
    return hasattr(row, "__dataclass_fields__") and key_of(row, -1) != "0"


def _empty(held: Any) -> bool:
    return held is None or held == () or held == "" or (isinstance(held, Prose) and not held)
