"""Whether the plan is longer than a governance document should be."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.form._length import is_too_long, longest, measured, pages


@rule(
    "FRM-04",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R25", "R59"),
    examples=(
        fails(
            "most_pages: 5, for a plan that is longer than that",
            lambda d: measured(d, least_pages=1, most_pages=5),
        ),
        passes("A plan of up to 30 pages", lambda d: d),
    ),
)
def plan_is_not_longer_than_guided(dossier: Dossier) -> Iterator[Finding]:
    """The plan is not longer than the guidance on its length.

    Why: a plan of a hundred pages is read by nobody who governs, and most of it turns out to be procedures, which
    change more often than any approval.

    Fix: move what describes single steps to the procedures, and lists to their registers; keep who decides, what is
    promised and how it is measured.
    """
    extent = dossier.extent
    if is_too_long(dossier):
        yield Finding(
            where=at("plan/identity/length"),
            says=_(
                "The plan has about {pages} pages and takes {minutes} minutes to read; the guidance is at most {most} pages. "
                "The longest parts are {longest}.",
                pages=pages(extent.pages),
                minutes=round(extent.minutes),
                most=dossier.plan.identity.length.most_pages,
                longest=longest(dossier),
            ),
        )
