"""Metrics of supplier management (8.3.4): contracts on a day, and the reviews and targets agreed with suppliers."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.measures.metric import Metric

METRICS = (
    Metric(
        id="supplier.contracts_in_force",
        practice="supplier",
        table="contract",
        form="count",
        title=_("Contracts in force"),
        numerator=_("contracts whose last day is the last day of the window or later"),
        denominator=_("counted as they are"),
        dated="",
        unit="contracts",
    ),
    Metric(
        id="supplier.contracts_past_end",
        practice="supplier",
        table="contract",
        form="count",
        title=_("Contracts past their last day"),
        numerator=_("contracts whose last day is before the last day of the window"),
        denominator=_("counted as they are"),
        dated="",
        unit="contracts",
        better="lower",
        suggestion=_("0 still marked as in force"),
    ),
    Metric(
        id="supplier.contracts_ending_within",
        practice="supplier",
        table="contract",
        form="count",
        title=_("Contracts in force that end soon"),
        numerator=_("contracts whose last day is at most the given number of days away"),
        denominator=_("counted as they are"),
        dated="",
        unit="contracts",
        parameters=("within",),
        better="lower",
    ),
    Metric(
        id="supplier.reviews_held",
        practice="supplier",
        table="duty",
        form="share",
        title=_("Supplier reviews held"),
        numerator=_("supplier reviews held by the end of the window"),
        denominator=_("supplier reviews planned for the window"),
        dated="due_at",
        suggestion=_("100 %"),
    ),
    Metric(
        id="supplier.targets_met",
        practice="supplier",
        table="duty",
        form="share",
        title=_("Targets that suppliers met"),
        numerator=_("supplier targets that were met"),
        denominator=_("supplier targets due in the window"),
        dated="due_at",
    ),
    Metric(
        id="supplier.targets_aligned",
        practice="supplier",
        table="duty",
        form="share",
        title=_("Supplier targets that support the SLA"),
        numerator=_("supplier targets that are at least as strict as the SLA targets that rest on them"),
        denominator=_("supplier targets compared in the window"),
        dated="due_at",
        suggestion=_("100 %"),
    ),
)
