"""Objectives of earlier periods, compared with those of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.dossier import Dossier
from opensmp.plan.objectives import PastObjective
from opensmp.plan.prose import Prose


def last_period(dossier: Dossier) -> tuple[PastObjective, ...]:
    """Return the objectives of the latest of the earlier periods."""
    past = dossier.plan.objectives.past
    latest = max((_order(row.period) for row in past), default=())
    return tuple(row for row in past if _order(row.period) == latest)


def _order(period: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", period))


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,2}\s+)?(?:[a-z]+\s+)?20\d\d|[^\w%]+")


def cores(prose: Prose) -> frozenset[str]:
    """Return the words of each language without dates, years and signs, so that last year's sentence is recognised."""
    return frozenset(" ".join(_dated().sub(" ", words.lower()).split()) for _, words in prose.each())


def words_of(dossier: Dossier) -> Iterator[str]:
    """Yield the prose of section 2, where a dropped objective may be explained."""
    section = dossier.plan.objectives
    for prose in (section.text, *(each.text for each in section.subsections)):
        yield from (words for _, words in prose.each())
