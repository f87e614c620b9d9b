"""Section 4: the people, technology, information and money that top management commits."""

from datetime import date
from decimal import Decimal
from typing import Literal

from opensmp.plan.prose import Prose
from opensmp.plan.references import HolderId, PracticeId, SupplierId, UnitId
from opensmp.plan.section import Section
from opensmp.plan.terms import Money, Use
from opensmp.plan.value import live, value


@value
class PeopleLine:
    """People for a purpose, in full-time equivalents."""

    id: str
    purpose: Prose
    unit: UnitId | None = None
    use: Use = "operation"
    fte: Decimal
    actual_fte: Decimal | None = live(None)


@value
class Technology:
    """A tool that supports the SMS (6.3 g)."""

    id: str
    name: str
    purpose: Prose
    practices: tuple[PracticeId, ...] = ()
    owner: HolderId | None = None
    supplier: SupplierId | None = None


@value
class Information:
    """An information resource of the SMS: a knowledge base, a record archive."""

    id: str
    name: Prose
    location: str = ""
    owner: HolderId | None = None


@value
class BudgetLine:
    """Money for a purpose in the budget's currency and period."""

    id: str
    purpose: Prose
    kind: Literal["human", "technical", "information", "financial"] = "financial"
    use: Use = "operation"
    planned: Decimal
    actual: Decimal | None = live(None)


@value
class Budget:
    """The budget of a period. ``total`` is what the plan states; it must equal the sum of the lines."""

    currency: str
    period: str
    unit: Literal["", "thousand", "million", "billion"] = ""
    lines: tuple[BudgetLine, ...] = ()
    total: Decimal | None = None
    operation: Decimal | None = None
    improvement: Decimal | None = None


@value
class Training:
    """A planned training and, once held, the day."""

    id: str
    title: Prose
    audience: Prose = Prose()
    planned: date | None = None
    performed: date | None = live(None)
    cost: Money | None = None


@value
class Resources(Section):
    """Section 4 (6.3 e, g; 7.1; 8.4.1). ``committed_by`` is the top manager who commits them."""

    committed_by: HolderId | None = None
    committed_on: date | None = None
    commitment: Prose = Prose()
    people: tuple[PeopleLine, ...] = ()
    total_fte: Decimal | None = None
    technology: tuple[Technology, ...] = ()
    information: tuple[Information, ...] = ()
    budget: Budget | None = None
    training: tuple[Training, ...] = ()
