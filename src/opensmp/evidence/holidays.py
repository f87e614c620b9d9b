"""Public holidays from the package ``holidays``, written into a calendar as data with their source.

The package is asked once, when somebody fills a calendar; afterwards the calendar's own rows count, so that an update of the
package never changes a past result. What the package says is a proposal: holidays are set by law or decree each year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import version

import holidays

from opensmp.i18n import Unreadable, _
from opensmp.registers.organisation import Calendar, Holiday

JOINT_LEAVE: Mapping[str, str] = {"ID": "government"}
"""The package's category of the days that are joint leave (*cuti bersama*), by country."""
LANGUAGE: Mapping[str, str] = {"ID": "id"}
PROVISIONAL_FROM: Mapping[str, int] = {"ID": 2027}
"""The first year whose decree nobody compared with the package: its days are provisional, by country."""
_ESTIMATED = ("(perkiraan)", "(estimated)")


def filled(calendar: Calendar, years: Iterable[int], country: str = "ID", subdivision: str = "") -> Calendar:
    """Return the calendar with the holidays of these years; days that it already lists stay as they are.

    Joint leave is marked as such: whether it is worked is the calendar's own setting. ``source`` names package and version.
    Filling again changes nothing. Raises Unreadable for a country or subdivision that the package does not know.
    """
    wanted = sorted(set(years))
    own = {row.on for row in calendar.holidays}
    found = (row for row in public_holidays(wanted, country, subdivision) if row.on not in own)
    rows = tuple(sorted((*calendar.holidays, *found), key=lambda row: row.on))
    place = f"{country}-{subdivision}" if subdivision else country
    said = f"holidays {version('holidays')} ({place}, {', '.join(map(str, wanted))})"
    source = calendar.source if said in calendar.source else "; ".join(filter(None, (calendar.source, said)))
    return replace(calendar, holidays=rows, source=source)


def public_holidays(years: Iterable[int], country: str = "ID", subdivision: str = "") -> tuple[Holiday, ...]:
    """Return the public holidays of a country and, where it has them, its days of joint leave, in order."""
    regions = holidays.list_supported_countries().get(country)
    if regions is None or (subdivision and subdivision not in regions):
        raise Unreadable(
            _("No list of holidays is known for “{country}” “{region}”.", country=country, region=subdivision),
            _("Write the days into the calendar, with the source that sets them."),
        )
    wanted = sorted(set(years))
    public = _named(wanted, country, subdivision, "public")
    joint = _named(wanted, country, subdivision, JOINT_LEAVE[country]) if country in JOINT_LEAVE else {}
    rows = [_holiday(on, name, country, joint_leave=False) for on, name in public.items()]
    rows += [_holiday(on, name, country, joint_leave=True) for on, name in joint.items() if on not in public]
    return tuple(sorted(rows, key=lambda row: row.on))


def _named(years: list[int], country: str, subdivision: str, category: str) -> holidays.HolidayBase:
    return holidays.country_holidays(
        country, subdiv=subdivision or None, years=years, categories=(category,), language=LANGUAGE.get(country)
    )


def _holiday(on: date, name: str, country: str, *, joint_leave: bool) -> Holiday:
    bare = name
    for mark in _ESTIMATED:
        bare = bare.replace(mark, "").strip()
    provisional = bare != name or on.year >= PROVISIONAL_FROM.get(country, on.year + 1)
    return Holiday(on=on, name=bare, joint_leave=joint_leave, provisional=provisional)
