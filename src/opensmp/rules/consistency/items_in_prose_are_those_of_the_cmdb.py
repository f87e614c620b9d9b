"""Whether the number of configuration items that the words state is the one the CMDB holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import longer


@rule(
    "CON-47",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44", "R46"),
    examples=(
        fails("“The CMDB holds …”, a quarter more items than it does", lambda d: _told(d, 5)),
        passes("“The CMDB holds …”, as many items as it does", lambda d: _told(d, 4)),
    ),
)
def items_in_prose_are_those_of_the_cmdb(dossier: Dossier) -> Iterator[Finding]:
    """The number of configuration items in the words is the one the CMDB holds.

    Why: a number that differs by a quarter shows which of the two nobody looks at.

    Fix: correct the number, or leave the counting to the extract of the CMDB.
    """
    practice = dossier.practices.get("configuration")
    held = sum(row.count for row in dossier.registers.configuration.classes)
    classes = {row.id for row in dossier.registers.configuration.classes}
    if practice is None or not held or not classes.issuperset(practice.classes):
        return  # a class that the CMDB lacks is one finding of its own
    for field, prose in (("approach", practice.approach), ("governance", practice.governance)):
        for _language, words in prose.each():
            found = next((each for each in _items().finditer(words) if _another(each[1], held)), None)
            if found is not None:
                yield Finding(
                    where=at("plan/practices/practices/configuration", field),
                    says=_("The words say “{words}”; the CMDB holds {held}.", words=found[0], held=held),
                    quote=found[0],
                    also=(at("registers/configuration/classes"),),
                )
                break


def _another(digits: str, held: int) -> bool:
    """Whether a number is meant for all items, and is more than a hundredth away; samples are far smaller."""
    number = int(re.sub(r"\D", "", digits))
    return held < 2 * number < 4 * held and abs(number - held) * 100 > held


@cache
def _items() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{2,7})\s+(?:configuration\s+items|items|butir(?:\s+konfigurasi)?|CIs)\b",
        re.IGNORECASE,
    )


def _told(dossier: Dossier, quarters: int) -> Dossier:
    held = sum(row.count for row in dossier.registers.configuration.classes) * quarters // 4
    return edit(
        dossier,
        "plan/practices/practices/configuration/governance",
        lambda prose: longer(dossier, prose, en=f"It holds {held} items.", id=f"Basis data itu memuat {held} butir."),
    )
