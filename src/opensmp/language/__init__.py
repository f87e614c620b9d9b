"""What a sentence states, in English and Indonesian: metric, target, deadline, period, and the tell-tales of a text.

Nothing here knows a plan. ``read`` judges one sentence; ``sentences`` cuts prose into them; the other functions look
for one thing each: procedure steps, template residue, clause references, filler, claims.
"""

from __future__ import annotations

from opensmp.language.clauses import ClauseReference, Exclusion, clause_references, exclusion_of_requirement
from opensmp.language.lexer import language_of
from opensmp.language.phrasebook import Tell
from opensmp.language.proposal import propose
from opensmp.language.prose import Sentence, plain, sentences, table_rows, words
from opensmp.language.reading import label_in_place, label_of, read
from opensmp.language.residue import Placeholder, placeholders
from opensmp.language.statement import Statement
from opensmp.language.steps import Step, may_be_numbered, procedure_steps, step_words
from opensmp.language.telltales import (
    ImplementationClaim,
    Slip,
    Status,
    generic_phrases,
    implementation_claim,
    marketing,
    project_talk,
    regulator_slip,
    specifics,
)
from opensmp.language.values import Comparator, Kind, Label, Part, Proposal, Quantifier

__all__ = [
    "ClauseReference", "Comparator", "Exclusion", "ImplementationClaim", "Kind", "Label", "Part", "Placeholder",
    "Proposal", "Quantifier", "Sentence", "Slip", "Statement", "Status", "Step", "Tell", "clause_references",
    "exclusion_of_requirement", "generic_phrases", "implementation_claim", "label_in_place", "label_of", "language_of",
    "marketing", "may_be_numbered", "placeholders", "plain", "procedure_steps", "project_talk", "propose", "read", "regulator_slip",
    "sentences", "specifics", "step_words", "table_rows", "words",
]  # fmt: skip
