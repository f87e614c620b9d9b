"""Section 9: what is being improved, why, by whom and until when."""

from opensmp.plan.prose import Prose
from opensmp.plan.references import HolderId, ImprovementId
from opensmp.plan.section import Section
from opensmp.plan.value import value


@value
class Improvement(Section):
    """Section 9 (6.3 h; 10.1, 10.2). ``initiatives`` names rows of the improvement register."""

    approach: Prose = Prose()
    criteria: Prose = Prose()
    approver: HolderId | None = None
    initiatives: tuple[ImprovementId, ...] = ()
