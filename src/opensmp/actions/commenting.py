"""Comments in the margin: adding one at an address of the plan, and settling what was said there."""

from __future__ import annotations

from opensmp.actions.deed import Actor, deed
from opensmp.i18n import Refused, _
from opensmp.plan.plan import SECTIONS
from opensmp.store.models import Comment, PlanRow

LONGEST = 4_000
"""The most signs of one comment."""

_PLACES = frozenset(("identity", "commitments", *SECTIONS))


def comment(actor: Actor, plan: PlanRow, where: str, text: str) -> Comment:
    """Store a comment at an address of the plan (``plan/scope/text``). Raises Refused where it says nothing or too much."""
    said = text.strip()
    if not said:
        raise Refused(_("The comment is empty."), _("Write a sentence, then send it."))
    if len(said) > LONGEST:
        raise Refused(_("The comment is longer than {n} signs.", n=LONGEST), _("Say the rest in the section itself."))
    parts = where.split("/")
    if (
        len(where) > 300
        or len(parts) < 2
        or parts[0] not in ("plan", "registers")
        or (parts[0] == "plan" and parts[1] not in _PLACES)
    ):
        raise Refused(_("There is no such passage to comment on."), _("Choose a passage on the page Read."))
    with deed(actor, "commented", permission="comment", changes=False, subject=f"{plan.slug} {where}"[:300]) as doing:
        return Comment.objects.create(
            organisation=actor.organisation, plan=plan, where=where, text=said, by=actor.account, at=doing.at
        )


def settle(actor: Actor, plan: PlanRow, where: str) -> int:
    """Mark every open comment at an address as settled and return how many there were."""
    with deed(
        actor, "settled comments", permission="comment", changes=False, subject=f"{plan.slug} {where}"[:300]
    ) as doing:
        waiting = Comment.objects.of(actor.organisation).filter(plan=plan, where=where, settled_at=None)
        settled = waiting.update(settled_at=doing.at, settled_by=actor.account)
        if not settled:
            raise Refused(_("Nothing is open at this passage."))
        return settled
