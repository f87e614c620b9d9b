"""Where in a file each value stands: computed only when something must be shown, never on the way to a clean check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from yaml.error import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent, ScalarEvent

from opensmp.exchange.source import DEEPEST, parse
from opensmp.plan.value import ROW_KEYS

_BEYOND = 100
"""Lines and values after which a row has surely said its id; the search for keys goes so far beyond the last one wanted."""

Spot: TypeAlias = "tuple[int, int]"
"""Line and column, both from 1."""


class Row:
    """What names an entry of a list in an address; known only once its keys were read (see ``key_of``)."""

    __slots__ = ("index", "names")

    def __init__(self, index: int) -> None:
        self.index = index
        self.names: dict[str, str] = {}

    def __str__(self) -> str:
        return next((self.names[key] for key in ("", *ROW_KEYS) if self.names.get(key)), str(self.index + 1))


class Entry(NamedTuple):
    """A value met on the way through a file: its path, the spot of its key, the event it begins with."""

    path: tuple[str | Row, ...]
    key: Spot | None
    event: Any

    @property
    def spot(self) -> Spot:
        """Where a reader looks for it: at its key, else at its beginning."""
        return self.key or spot_of(self.event)

    @property
    def address(self) -> str:
        return "/".join(str(part) for part in self.path)


class _Frame:
    """A list or a group of keys that is open while its entries pass by."""

    __slots__ = ("index", "key", "path", "row", "spot")

    def __init__(self, path: tuple[str | Row, ...], event: Any, row: Row | None) -> None:
        self.path = path
        self.index = -1 if isinstance(event, MappingStartEvent) else 0
        self.row = row
        self.key: str | None = None
        self.spot: Spot | None = None


def spot_of(event: Any) -> Spot:
    """Return line and column at which an event begins."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def entries(text: str) -> Iterator[Entry]:
    """Yield every value of a file in order, as far as the file can be read."""
    frames: list[_Frame] = []
    try:
        for event in parse(text):
            if isinstance(event, CollectionEndEvent):
                frames.pop()
            elif isinstance(event, NodeEvent):
                yield from _entry(frames, event)
            if len(frames) > DEEPEST:
                return
    except YAMLError:
        return


def _entry(frames: list[_Frame], event: Any) -> Iterator[Entry]:
    scalar = isinstance(event, ScalarEvent)
    frame = frames[-1] if frames else None
    if frame is not None and frame.index < 0 and frame.key is None and scalar:
        frame.key, frame.spot = event.value, spot_of(event)
        return
    path, row, spot = _step(frame, event, scalar) if frame else ((), None, None)
    yield Entry(path, spot, event)
    if isinstance(event, CollectionStartEvent):
        frames.append(_Frame(path, event, row))


def _step(frame: _Frame, event: Any, scalar: bool) -> tuple[tuple[str | Row, ...], Row | None, Spot | None]:
    """Return path, row and spot of the key of the value that ``event`` begins inside ``frame``."""
    if frame.index >= 0:
        row = Row(frame.index)
        frame.index += 1
        if scalar:
            row.names[""] = event.value
        return (*frame.path, row), row, None
    key, spot = frame.key or "", frame.spot
    if scalar and frame.row is not None and key in ROW_KEYS:
        frame.row.names[key] = event.value
    frame.key = frame.spot = None
    return (*frame.path, key), None, spot


def index(text: str) -> dict[str, Spot]:
    """Return where each address of a file stands; of equal addresses the first."""
    found: dict[str, Spot] = {}
    waiting: list[Entry] = []
    for entry in entries(text):
        if len(entry.path) <= 1 and waiting:
            _settle(waiting, found)
        waiting.append(entry)
    _settle(waiting, found)
    return found


def _settle(waiting: list[Entry], found: dict[str, Spot]) -> None:
    for entry in waiting:
        found.setdefault(entry.address, entry.spot)
    waiting.clear()


def keys_at(text: str, wanted: Iterable[tuple[Spot, bool]]) -> dict[tuple[Spot, bool], str]:
    """Return the address of what stands at each wanted spot; the flag tells a single value or key from a collection."""
    open_spots = set(wanted)
    found: dict[tuple[Spot, bool], Entry] = {}
    last = max((spot[0] for spot, _single in open_spots), default=0) + _BEYOND
    left = _BEYOND
    for entry in entries(text):
        if entry.spot[0] > last or left < 0:
            break
        left -= len(found) == len(open_spots)
        single = isinstance(entry.event, ScalarEvent)
        found |= {spot: entry for spot in ((spot_of(entry.event), single), (entry.spot, True)) if spot in open_spots}
    return {spot: entry.address for spot, entry in found.items()}
