"""One clock for every page: that of the organisation's zone, and for an example the one day on which it lives."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from opensmp.store.models import Organisation

ZONE = ZoneInfo("Asia/Jakarta")


def today_of(organisation: Organisation) -> date:
    """Return the day in the organisation's zone; an example lives on its own day."""
    return organisation.lives_on or datetime.now(ZONE).date()


def shown(moment: datetime, organisation: Organisation | None) -> datetime:
    """Return a stored moment as the organisation's clock shows it.

    In an example whatever was done happened on its one day, and what lies ahead lies as many days ahead of that.
    """
    here = moment.astimezone(ZONE)
    if organisation is None or organisation.lives_on is None:
        return here
    ahead = max(here.date() - datetime.now(ZONE).date(), timedelta(0))
    return datetime.combine(organisation.lives_on + ahead, here.timetz())
