"""The manifest of a record store: which files count, what is in them, and where every row came from.

A reader believes the manifest alone. A file that it does not name does not exist, so an import counts wholly or not at
all: in the moment when the new manifest takes the place of the old one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
"""The version of the layout; a store of another version is refused, never guessed at."""

UNDATED = "undated"
"""Stands for the week of the records that have no time at which they were opened."""

Span = tuple[int, int]
"""The least and the greatest of something."""


@dataclass(frozen=True)
class Partition:
    """A Parquet file: the records of one table that were opened in one ISO week (UTC), or that have no such day.

    ``times`` spans each time field that has values, in seconds since 1970 UTC; ``keys`` spans the keys, ordered by bytes;
    ``layout`` is the digest of the columns: files of one layout need not be compared before they are read together.
    """

    table: str
    week: str
    file: str
    rows: int
    sha256: str
    times: Mapping[str, Span]
    keys: tuple[str, str]
    layout: str = ""


@dataclass(frozen=True)
class Counts:
    """What became of the rows that a batch brought for one table: each is in one of the five.

    ``unchanged``: the store held the same already · ``repeated``: the same row again in the file · ``superseded``: another
    row of the same record, in the file or the store, is newer.
    """

    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    repeated: int = 0
    superseded: int = 0


@dataclass(frozen=True)
class Remark:
    """A fact of the data-quality report: ``count`` of ``of``; ``quality.said`` puts it into words.

    ``field`` is the canonical field or the header it speaks about, ``values`` are examples or names.
    """

    code: str
    count: int
    of: int
    field: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One import of one file. ``read`` = ``stored`` + all of ``refused``, always.

    ``id`` is made of the file's content and the mapping's: the same file read in the same way is the same batch.
    ``period`` spans the opening of its records; ``latest`` is the last thing it knows of: its greatest time that is not in
    the future. ``exported_at`` is known only where somebody said so. All times in seconds since 1970 UTC.
    """

    id: str
    file: str
    sha256: str
    bytes: int
    source: str
    table: str
    mapping: str
    mapping_digest: str
    imported_at: int
    exported_at: int | None = None
    period: Span | None = None
    latest: int | None = None
    read: int = 0
    stored: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, Counts] = field(default_factory=dict)
    quality: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Everything a reader needs to know; batches in the order of their import, partitions by table and week."""

    organisation: str
    zone: str
    batches: tuple[Batch, ...] = ()
    tables: Mapping[str, tuple[Partition, ...]] = field(default_factory=dict)

    def batch(self, id: str) -> Batch | None:
        """Return the batch of this id, if the store holds it."""
        return next((batch for batch in self.batches if batch.id == id), None)

    def files(self) -> frozenset[str]:
        """Every file that the manifest names, as its path inside the store."""
        records = {partition.file for held in self.tables.values() for partition in held}
        return frozenset(records | {refused_file(batch.id) for batch in self.batches if batch.refused})


def refused_file(batch: str) -> str:
    """Return the path, inside the store, of the rows of a batch that could not be read."""
    return f"refused/{batch}.parquet"


def as_json(manifest: Manifest) -> bytes:
    """Return the manifest as its file holds it: the same manifest gives the same bytes."""
    held: dict[str, Any] = {"format": FORMAT, **asdict(manifest)}
    held["tables"] = {
        name: [asdict(each) for each in sorted(partitions, key=lambda each: each.week)]
        for name, partitions in manifest.tables.items()
        if partitions
    }
    return (json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def from_json(data: bytes) -> Manifest:
    """Read a manifest. Raises ValueError, KeyError or TypeError where it is not one."""
    held = json.loads(data)
    if held["format"] != FORMAT:
        raise ValueError(f"format {held['format']}")
    return Manifest(
        organisation=held["organisation"],
        zone=held["zone"],
        batches=tuple(_batch(each) for each in held["batches"]),
        tables={name: tuple(_partition(each) for each in held["tables"][name]) for name in sorted(held["tables"])},
    )


def _batch(held: dict[str, Any]) -> Batch:
    changed = {
        "period": tuple(held["period"]) if held["period"] else None,
        "tables": {name: Counts(**counts) for name, counts in held["tables"].items()},
        "quality": tuple(Remark(**{**each, "values": tuple(each["values"])}) for each in held["quality"]),
    }
    return Batch(**{**held, **changed})


def _partition(held: dict[str, Any]) -> Partition:
    least, greatest = held["keys"]
    times = {name: (span[0], span[1]) for name, span in held["times"].items()}
    return Partition(**{**held, "keys": (least, greatest), "times": times})
