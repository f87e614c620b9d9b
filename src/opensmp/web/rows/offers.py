"""Choices for fields that hold a plain word: the measures of the catalogue, the calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from opensmp.measures.catalogue import CATALOGUE
from opensmp.web.names import Group, Names


def offers_of(names: Names) -> Mapping[str, Sequence[Group]]:
    """Return the choices by the name of the field; an organisation's own measure stays possible where one is written."""
    practices = names.table("practice")
    grouped: dict[str, list[tuple[str, str]]] = {}
    for metric in CATALOGUE.values():
        grouped.setdefault(metric.practice, []).append((metric.id, metric.title.text(names.language)))
    measures = tuple((practices.get(practice, practice), tuple(rows)) for practice, rows in grouped.items())
    return {"metric": measures, "clock": names.groups(("calendar",))}
