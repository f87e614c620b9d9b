"""Whether each initiative says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import initiatives, place


@rule(
    "IMP-06",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails(
            "An initiative that does not say where it comes from", lambda d: change_one(d, source="idea", source_ref="")
        ),
        fails(
            "An initiative from an audit that does not say which",
            lambda d: change_one(d, source="audit", source_ref=""),
        ),
        passes(
            "An initiative from a named measurement", lambda d: change_one(d, source="measurement", source_ref="C-1")
        ),
    ),
)
def initiative_names_its_source(dossier: Dossier) -> Iterator[Finding]:
    """An initiative names its source.

    Why: improvements come from audits, reviews, measurements and people. The source shows that the system notices its own weaknesses.

    Fix: give the source and its reference: the audit, the decision, the commitment, the request.
    """
    for item in initiatives(dossier):
        if not item.source_ref and (
            item.source in _NEEDS_REFERENCE or (item.source == "objective" and item.objective is None)
        ):
            yield Finding(
                where=place(item, "source_ref"),
                says=_("Initiative {id} “{title}” does not say where it comes from", id=item.id, title=item.title),
            )


_NEEDS_REFERENCE = frozenset({"idea", "audit", "nonconformity", "management review", "finding"})
