"""Whether the extract of the CMDB is dated, and not older than a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

_YEAR = timedelta(days=366)


@rule(
    "CON-50",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44",),
    examples=(
        fails("An extract without its day", lambda d: put(d, "registers/configuration", as_of=None)),
        fails(
            "An extract of two years ago",
            lambda d: put(d, "registers/configuration", as_of=d.today - timedelta(days=730)),
        ),
        passes("An extract of today", lambda d: put(d, "registers/configuration", as_of=d.today)),
    ),
)
def cmdb_extract_is_recent(dossier: Dossier) -> Iterator[Finding]:
    """The extract of the CMDB is dated and recent.

    Why: the plan is compared with this extract. An old or undated one shows agreement with what was, and not with
    what is.

    Fix: draw the extract anew and record its day.
    """
    held = dossier.registers.configuration
    if not held.classes:
        return
    if held.as_of is None:
        yield Finding(
            at("registers/configuration/as_of"), _("The extract of the CMDB does not say of which day it is.")
        )
    elif held.as_of + _YEAR < dossier.today:
        says = _("The extract of the CMDB is of {day}, more than a year ago.", day=held.as_of)
        yield Finding(at("registers/configuration/as_of"), says)
