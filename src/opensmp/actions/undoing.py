"""Taking back what one event changed, as a change of its own: nothing is ever erased."""

from __future__ import annotations

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.i18n import Refused, _
from opensmp.store.mapping import read_body
from opensmp.store.models import PlanRow, Revision


def undo(actor: Actor, plan: PlanRow, event: int) -> int:
    """Put back what stood before an event, and return the number of the new event.

    Raises Conflict where one of its rows was changed afterwards, Refused where the event changed nothing.
    """
    rows = list(Revision.objects.of(actor.organisation).filter(event=event).order_by("-pk"))
    if not rows:
        raise Refused(_("Event {n} changed nothing that could be put back.", n=event))
    return edit(
        actor, plan, [_back(actor, row) for row in rows], _("Undoes event {n}", n=event).text(actor.account.language)
    )


def _back(actor: Actor, row: Revision) -> Change:
    earlier = Revision.objects.of(actor.organisation).filter(
        plan_id=row.plan_id, place=row.place, key=row.key, number=row.number - 1, gone=False
    )
    before = earlier.order_by("-pk").first()
    value = read_body(row.place, before.body).value if before else None
    return Change(row.place, row.key, "" if row.gone else row.digest, value)
