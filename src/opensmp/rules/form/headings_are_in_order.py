"""Whether the headings in a text go down one level at a time and leave the plan's numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage
from opensmp.i18n import Message, _
from opensmp.rules.form._helpers import saying


@rule(
    "FRM-21",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R26",),
    examples=(
        fails(
            "A heading of level five below one of level three",
            lambda d: saying(
                d,
                "plan/improvement",
                "text",
                en="### Ideas\n\n##### From customers",
                id="### Usulan\n\n##### Dari pelanggan",
            ),
        ),
        passes(
            "Headings that go down one level at a time",
            lambda d: saying(
                d,
                "plan/improvement",
                "text",
                en="### Ideas\n\n#### From customers",
                id="### Usulan\n\n#### Dari pelanggan",
            ),
        ),
    ),
)
def headings_are_in_order(dossier: Dossier) -> Iterator[Finding]:
    """Headings in a text go down one level at a time and keep to the number of their section.

    Why: people find their way by headings and cite them by number; a skipped level or a strange number makes two
    places share one name.

    Fix: use the next level, and leave the numbering to the plan.
    """
    told: set[tuple[str, ...]] = set()
    for passage in dossier.wording.holding(("## ", "# ")):
        says = _fault(dossier, passage) if passage.text.parts not in told else None
        if says is not None:
            told.add(passage.text.parts)
            yield Finding(where=at(*passage.text.parts), says=says)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        r"^(?P<marks>#{1,6})[ \t]+(?:(?P<number>\d{1,2})(?:\.\d{1,2})*\.?[ \t]+)?(?P<title>.+)$", re.MULTILINE
    )


def _fault(dossier: Dossier, passage: Passage) -> Message | None:
    known = dossier.standard.sections.get(passage.text.section)
    level = 0
    for match in _heading().finditer(_without_code(passage.words)):
        deeper = len(match["marks"])
        if level and deeper > level + 1:
            return _(
                "The heading “{title}” skips a level: {below} below {above}.",
                title=match["title"],
                below=deeper,
                above=level,
            )
        if known is not None and match["number"] and int(match["number"]) != known.number:
            return _(
                "The heading “{title}” carries a number of section {other} and stands in section {number}.",
                title=match.group().lstrip("# "),
                other=int(match["number"]),
                number=known.number,
            )
        level = deeper
    return None


def _without_code(words: str) -> str:
    return re.sub(r"^(```|~~~).*?^\1", "", words, flags=re.MULTILINE | re.DOTALL)
