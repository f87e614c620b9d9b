"""A verdict on a commitment in a window, as ``measure --write`` leaves it in the folder."""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from opensmp.plan.prose import Prose
from opensmp.plan.references import CommitmentId
from opensmp.plan.value import value

VerdictWord: TypeAlias = Literal["kept", "broken", "too few", "unknown"]


@value
class Verdict:
    """What the records of one window say about one commitment. No records is *unknown*, never *kept*.

    ``numerator`` of ``denominator`` records kept the promise; ``measured`` is the figure compared with the target;
    ``version`` and ``digest`` name the plan it was judged by, ``batches`` the record imports.
    """

    commitment: CommitmentId
    start: date
    end: date
    verdict: VerdictWord
    numerator: int | None = None
    denominator: int | None = None
    measured: Decimal | None = None
    excluded: int = 0
    version: str = ""
    digest: str = ""
    batches: tuple[str, ...] = ()
    note: Prose = Prose()
