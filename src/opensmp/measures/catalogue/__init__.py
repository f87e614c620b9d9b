"""The metric catalogue: every figure the product can compute, as data.

ISO/IEC 20000-1 sets no numbers and names no metrics: a suggestion is experience, to be edited. Where the same name hides
different numbers in different tools, the row says which one is meant and whose definition it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module

from opensmp.measures.catalogue.parameters import COMMON, DEFAULTS, DUTY_KINDS, SPECIAL, Parameter
from opensmp.measures.metric import Metric
from opensmp.measures.records import TABLES

__all__ = [
    "CATALOGUE", "COMMON", "DEFAULTS", "DUTY_KINDS", "SPECIAL", "Parameter", "default", "find", "is_own", "parameters_of",
    "suggest",
]  # fmt: skip

_PRACTICES = (
    "incident", "problem", "request", "change", "release", "configuration", "portfolio", "relationship", "agreements",
    "supplier", "continuity", "availability", "capacity", "security", "assurance",
)  # fmt: skip


class _Catalogue(Mapping[str, Metric]):
    """The rows of all practices, read when the first is asked for: a check that asks for none does not pay for them."""

    @cached_property
    def _rows(self) -> dict[str, Metric]:
        modules = (import_module(f"{__name__}.{name}") for name in _PRACTICES)
        return {metric.id: metric for module in modules for metric in module.METRICS}

    def __getitem__(self, id: str) -> Metric:
        return self._rows[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


CATALOGUE: Mapping[str, Metric] = _Catalogue()
"""Every metric by its id, in the order of the practices."""


def find(id: str) -> Metric | None:
    """Return the metric with this id, or None: the catalogue does not hold it."""
    return CATALOGUE.get(id)


def is_own(id: str) -> bool:
    """Whether an id says that the metric is the organisation's own (``own.…``), measured outside the product."""
    return id.startswith("own.")


def suggest(id: str, count: int = 3) -> tuple[str, ...]:
    """Return the ids closest to a mistyped one, the closest first: whole ids, then names of what they measure."""
    wanted = id.strip().lower().replace("-", "_")
    near = get_close_matches(wanted, CATALOGUE, n=count, cutoff=0.6)
    by_name: dict[str, list[str]] = {}
    for key in CATALOGUE:
        by_name.setdefault(key.partition(".")[2], []).append(key)
    named = get_close_matches(wanted.rpartition(".")[2], by_name, n=count, cutoff=0.8)
    return tuple(dict.fromkeys([*near, *(key for name in named for key in by_name[name])]))[:count]


def default(id: str, parameter: str) -> str:
    """Return what holds of a metric's parameter where a commitment sets nothing; an empty text where nothing does."""
    held = DEFAULTS.get(id, {}).get(parameter, "")
    return held or ("mean" if parameter == "statistic" else "")


def parameters_of(metric: Metric) -> Mapping[str, Parameter]:
    """Return what a commitment on the metric may set: its own parameters, the common ones, and each field of its table.

    A field narrows the population to the records that hold one of the values.
    """
    own = {name: SPECIAL.get(name) or COMMON[name] for name in metric.parameters}
    fields = {field.name: Parameter(field.name, field.title) for field in TABLES[metric.table].fields}
    return {**fields, **COMMON, **own}
