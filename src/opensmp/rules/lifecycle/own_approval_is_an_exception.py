"""A declared exception from four eyes is shown."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-05",
    clause="5.1",
    severity=ADVICE,
    requirements=("R05",),
    examples=(
        fails("author_may_approve is declared, and the author approved", lambda d: _declared(d)),
        passes("The exception is declared and was not used", lambda d: _with_exception(d)),
    ),
)
def own_approval_is_an_exception(dossier: Dossier) -> Iterator[Finding]:
    """An approval by the author is shown as the declared exception it is.

    Why: a small organisation may need the exception, and a reader must see that it was used.

    Fix: nothing, if the exception is meant; it is printed on the control page. Otherwise let somebody else
    approve.
    """
    version = dossier.in_force
    if version is None or not dossier.plan.review.author_may_approve:
        return
    for place, approval in enumerate(version.approvals, 1):
        if approval.outcome == "approved" and approval.person in {version.author, version.last_editor}:
            yield Finding(
                where=at("history/versions", version.number, "approvals", str(place)),
                says=_(
                    "{person} approved version {number} as its author; the plan declares this exception.",
                    person=dossier.people.name(approval.person),
                    number=version.number,
                ),
                also=(at("plan/review/author_may_approve"),),
            )


_WORDS: dict[str, str] = {
    "en": "The director may approve a version that she edited herself, because nobody else holds an office of top management.",
    "id": "Direktur boleh menyetujui versi yang disuntingnya sendiri karena tidak ada jabatan manajemen puncak lain.",
}


def _with_exception(dossier: Dossier) -> Dossier:
    return put(dossier, "plan/review", author_may_approve=_WORDS)


def _declared(dossier: Dossier) -> Dossier:
    version = dossier.in_force
    if version is None:
        return dossier
    return put(
        _with_exception(dossier),
        f"history/versions/{version.number}",
        last_editor=version.approvals[0].person,
    )
