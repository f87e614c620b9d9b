"""The organisation: units, sites, offices, people, calendars, and the dates of its service management system."""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import OfficeId, UnitId
from opensmp.plan.value import value

Sector: TypeAlias = Literal[
    "commercial bank", "rural bank", "non-bank finance", "payment services", "government", "service provider", "other"
]


@value
class Unit:
    """An organisational unit; ``parent`` makes the tree."""

    id: str
    name: Prose
    parent: UnitId | None = None


@value
class Site:
    """A place where the SMS works."""

    id: str
    name: Prose
    city: str = ""


@value
class Office:
    """A post that people hold one after another. ``top_management`` offices may approve the plan."""

    id: str
    title: Prose
    unit: UnitId | None = None
    top_management: bool = False
    reports_to: OfficeId | None = None


@value
class Tenure:
    """A person in an office, both days included; no ``until`` means still there."""

    office: OfficeId
    since: date
    until: date | None = None


@value
class Competence:
    """A qualification that matters for the SMS, such as lead auditor training."""

    title: str
    obtained: date | None = None
    valid_until: date | None = None


@value
class Person:
    """Somebody named in the plan. ``left`` is the last day with the organisation."""

    id: str
    name: str
    email: str = ""
    unit: UnitId | None = None
    offices: tuple[Tenure, ...] = ()
    competences: tuple[Competence, ...] = ()
    left: date | None = None


@value
class Hours:
    """A working window on some weekdays (1 Monday … 7 Sunday), local time ``08:00``–``17:00``.

    A window that closes at or before the time it opens ends on the next day; ``24:00`` is midnight. With ``since`` or
    ``until``, both days included, it replaces the undated windows of its weekdays, as short hours in Ramadan do.
    """

    days: tuple[int, ...]
    opens: str
    closes: str
    since: date | None = None
    until: date | None = None


@value
class Holiday:
    """A day without working hours; ``yearly`` repeats it on its day and month.

    With ``opens`` and ``closes`` it is a half-day that keeps these hours. Windows that begin on the day are the day's, also
    after midnight. ``provisional``: estimated until the decree of its year is known.
    """

    on: date
    name: str
    joint_leave: bool = False
    provisional: bool = False
    yearly: bool = False
    opens: str = ""
    closes: str = ""


@value
class Calendar:
    """A named service calendar with its time zone (``Asia/Jakarta``).

    No hours means round the clock, holidays too; ``00:00``–``24:00`` is round the clock except on holidays. On joint leave
    the calendar is closed unless ``joint_leave_worked``. ``source`` says where hours and holidays come from, ``version``
    which edition they are.
    """

    id: str
    name: Prose
    zone: str = "Asia/Jakarta"
    hours: tuple[Hours, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    source: str = ""
    joint_leave_worked: bool = False
    version: str = ""


@value
class Organisation:
    """``organisation.yaml``. ``it_staff`` is the size of IT operations in full-time equivalents."""

    id: str = ""
    name: str = ""
    short: str = ""
    fictional: bool = False
    sector: Sector = "other"
    country: str = "ID"
    it_staff: Decimal | None = None
    go_live: date | None = None
    certified: date | None = None
    units: tuple[Unit, ...] = ()
    sites: tuple[Site, ...] = ()
    offices: tuple[Office, ...] = ()
    people: tuple[Person, ...] = ()
    calendars: tuple[Calendar, ...] = ()
