"""A draft carries a higher number than the version in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-12",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R30",),
    examples=(
        fails("version: 0.1, while a later one is in force", lambda d: put(d, "plan/identity", version="0.1")),
        passes("version: 2.1, while 2.0 is in force", lambda d: d),
    ),
)
def version_number_goes_up(dossier: Dossier) -> Iterator[Finding]:
    """The plan's version number is not below that of the version in force.

    Why: a lower number makes an old text look like the next one, or a new text like an old one.

    Fix: give the draft a number above the version in force.
    """
    version = dossier.in_force
    held = dossier.plan.identity.version
    if version is None or not held:
        return
    if _order(held) < _order(version.number):
        yield Finding(
            where=at("plan/identity/version"),
            says=_(
                "The plan carries version {held}, below version {number} in force.", held=held, number=version.number
            ),
            also=(at("history/versions", version.number),),
        )


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]{1,9}", number))
