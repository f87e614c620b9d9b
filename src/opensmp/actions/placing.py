"""Where a reader stopped. It is theirs alone and says nothing of the plan, so it leaves no event and moves no head."""

from __future__ import annotations

from datetime import UTC, datetime

from opensmp.actions.deed import Actor
from opensmp.i18n import Refused, _
from opensmp.plan.plan import SECTIONS
from opensmp.store.models import PlanRow, ReadingPlace


def stop_reading_at(actor: Actor, plan: PlanRow, section: str) -> tuple[str, ...]:
    """Remember that the person read a section to its end, and return the sections read so far."""
    actor.must("read")
    if section not in SECTIONS:
        raise Refused(_("There is no such section."))
    row = ReadingPlace.objects.of(actor.organisation).filter(plan=plan, account=actor.account).first()
    read = [key for key in SECTIONS if key == section or (row is not None and key in row.read)]
    now = datetime.now(UTC)
    if row is None:
        ReadingPlace.objects.create(
            organisation=actor.organisation, plan=plan, account=actor.account, section=section, read=read, at=now
        )  # fmt: skip
    else:
        mine = ReadingPlace.objects.of(actor.organisation).filter(pk=row.pk)
        mine.update(section=section, read=read, at=now)
    return tuple(read)
