"""What the values of the records of each figure come to: their sum, the least, the greatest, and percentiles, all exact."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa


class Amounts(NamedTuple):
    """The sum and the ends of some whole numbers, and the percentiles that were asked for, in their order."""

    total: int
    least: int
    greatest: int
    points: Sequence[Fraction] = ()


def of_sums(
    rows: Mapping[str, Sequence[Any]], places: Sequence[int], points: Mapping[int, Sequence[Fraction]]
) -> dict[int, Amounts]:
    """Return the amounts of each figure; ``rows`` are the sums and ends of parts, which belong to the figure of their place.

    A place below nought is no figure's. ``points`` are the percentiles, by place.
    """
    found: dict[int, Amounts] = {}
    for place, total, least, greatest in zip(places, rows["sum"], rows["min"], rows["max"], strict=True):
        if place >= 0 and least is not None:
            so_far = found.get(place, Amounts(0, least, greatest, points.get(place, ())))
            found[place] = so_far._replace(
                total=so_far.total + int(total), least=min(so_far.least, least), greatest=max(so_far.greatest, greatest)
            )
    return found


def of_lists(lists: pa.ChunkedArray, places: Sequence[int], points: Sequence[Fraction]) -> dict[int, Amounts]:
    """Return the amounts of each figure; ``lists`` are all values of parts as 32 bits, ``places`` as above.

    ``points`` are the shares below the percentiles. The values of a figure are sorted once, as many figures at a time as the
    machine has cores, each core with a space of its own: to ask for fresh memory would take longer than the sorting.
    """
    held: dict[int, list[Any]] = defaultdict(list)
    for place, values in _values(lists, places):
        if len(values):
            held[place].append(values)
    sizes = {place: sum(map(len, parts)) for place, parts in held.items()}
    cores = os.cpu_count() or 1
    lots = [list(held)[core::cores] for core in range(min(cores, len(held)))]

    def added_up(lot: list[int]) -> dict[int, Amounts]:
        space = np.empty(max(sizes[place] for place in lot), "int32")
        return {place: _sorted_up(held[place], space[: sizes[place]], points) for place in lot}

    with ThreadPoolExecutor(cores) as pool:
        return {place: amounts for lot in pool.map(added_up, lots) for place, amounts in lot.items()}


def _values(lists: pa.ChunkedArray, places: Iterable[int]) -> Iterator[tuple[int, Any]]:
    """Yield the place of each list that has one, and those of its values that are there; they are copied only where some are not."""
    places = iter(places)
    for chunk in lists.chunks:
        values = chunk.values
        for start, end in pairwise(chunk.offsets.to_pylist()):
            if (place := next(places)) >= 0:
                own = values.slice(start, end - start)
                yield place, (own.drop_null() if own.null_count else own).to_numpy()


def _sorted_up(parts: Sequence[Any], space: Any, points: Sequence[Fraction]) -> Amounts:
    ordered = np.concatenate(parts, out=space)
    ordered.sort()
    total, least, greatest = int(ordered.sum(dtype="int64")), int(ordered[0]), int(ordered[-1])
    return Amounts(total, least, greatest, [_between(ordered, point) for point in points])


def _between(ordered: Any, share: Fraction) -> Fraction:
    """Return the value below which a share of others lies, with linear interpolation between the two nearest."""
    place, rest = divmod(share * (len(ordered) - 1), 1)
    low = int(ordered[place])
    return low + rest * (int(ordered[place + 1]) - low) if rest else Fraction(low)
