"""ISO/IEC 20000-1 as data: clauses, practices, checklist, document kinds, editions and dated obligations.

Clause numbers and titles, and summaries in our own words, in English and Bahasa Indonesia. No text of the standard is
shipped. An organisation can put its own pack in the place of any of them (`Standard.replaced`).
"""

from opensmp.standard.bilingual import Bilingual
from opensmp.standard.packs import PackError, PackProblem
from opensmp.standard.references import (
    Reference,
    ReferenceReading,
    clause,
    split_reference,
    topics_in,
    verdict_of_reference,
)
from opensmp.standard.standard import Standard, standard
from opensmp.standard.values import (
    Certainty,
    ChecklistRow,
    Clause,
    Deadline,
    DocumentKind,
    Edition,
    FailureMode,
    Obligation,
    PlanningItem,
    Practice,
    Renumbering,
    ReviewInput,
    Section,
    SourceReference,
    Stage1Question,
    Topic,
    Verdict,
    WrongReference,
)

__all__ = [
    "Bilingual",
    "Certainty",
    "ChecklistRow",
    "Clause",
    "Deadline",
    "DocumentKind",
    "Edition",
    "FailureMode",
    "Obligation",
    "PackError",
    "PackProblem",
    "PlanningItem",
    "Practice",
    "Reference",
    "ReferenceReading",
    "Renumbering",
    "ReviewInput",
    "Section",
    "SourceReference",
    "Stage1Question",
    "Standard",
    "Topic",
    "Verdict",
    "WrongReference",
    "clause",
    "split_reference",
    "standard",
    "topics_in",
    "verdict_of_reference",
]
