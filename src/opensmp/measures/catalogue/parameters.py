"""What a commitment may set beside its target, what it means, and what holds where nothing is set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from opensmp.i18n import Message, _


class Parameter(NamedTuple):
    """A name in ``parameters`` of a commitment, with its meaning in plain words."""

    name: str
    meaning: Message


def _named(*parameters: Parameter) -> Mapping[str, Parameter]:
    return {each.name: each for each in parameters}


COMMON: Mapping[str, Parameter] = _named(
    Parameter("calendar", _("The service calendar that counts the time")),
    Parameter("basis", _("How the time is counted, in words for people")),
    Parameter("limit", _("The time allowed; it stands in the target, or each record carries its own")),
    Parameter("end", _("The event that ends the clock, such as resolved or closed")),
    Parameter("pauses", _("Whether pauses of the clock are removed or counted")),
    Parameter("dated", _("Another time field of the record that decides its window")),
    Parameter("minimum", _("The smallest number of records that allows a verdict")),
    Parameter("statistic", _("Mean, median, a percentile such as p90, min, max or sum")),
)
"""Those that every metric understands: a time limit and its clock have an effect where there is a clock, ``statistic`` on values."""

SPECIAL: Mapping[str, Parameter] = _named(
    Parameter("age", _("From which age a record counts as old, such as 30 d")),
    Parameter("within", _("How many days before or after count, such as 30 d")),
    Parameter("interval", _("How long a review or a test counts, such as 365 d")),
    Parameter("impact", _("Which impacts of an outage count as down, such as major, critical")),
    Parameter("degraded", _("Whether degraded service counts as down: yes or no")),
    Parameter("approval", _("Whether the wait for an approval counts: included or excluded")),
    Parameter("channels", _("Which channels are self-service, such as portal, self-service")),
    Parameter("satisfied", _("From which score on people count as satisfied")),
    Parameter("causes", _("Which causes mean a lack of capacity, such as capacity, kapasitas")),
    Parameter("tier", _("Which tiers of services count as critical, such as 1, 2")),
)
"""Those that only the metrics which list them understand."""

DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "incident.backlog_over_age": {"age": "30 d"},
    "problem.repeat_incidents": {"within": "30 d"},
    "problem.backlog_over_age": {"age": "90 d"},
    "problem.fix_held": {"within": "60 d"},
    "request.fulfilled_within": {"approval": "included"},
    "request.time_to_fulfil": {"approval": "included"},
    "request.time_to_approve": {"statistic": "p90"},
    "card.delivered_within": {"approval": "included"},
    "request.backlog_over_age": {"age": "30 d"},
    "request.self_service": {"channels": "self-service, self service, portal, web, chatbot"},
    "request.satisfied": {"satisfied": "4"},
    "change.caused_incidents": {"within": "3 d"},
    "change.score": {"statistic": "sum"},
    "transition.early_incidents": {"within": "30 d"},
    "configuration.correct": {"age": "60 d"},
    "configuration.stale": {"age": "60 d"},
    "portfolio.reviewed_within_interval": {"interval": "365 d"},
    "continuity.tested_within_interval": {"interval": "365 d", "tier": "1"},
    "continuity.tested": {"tier": "1"},
    "continuity.services_with_plan": {"tier": "1"},
    "service.longest_outage": {"statistic": "max"},
    "service.user_minutes_lost": {"statistic": "sum"},
    "service.degraded_time": {"statistic": "sum"},
    "supplier.contracts_ending_within": {"within": "90 d"},
    "capacity.caused_incidents": {"causes": "capacity, kapasitas"},
    "capacity.incident_share": {"causes": "capacity, kapasitas"},
    "capacity.headroom": {"statistic": "min"},
    "capacity.response_time": {"statistic": "p95"},
    "service_level.reviewed_within_interval": {"interval": "365 d"},
    "budget.largest_variance": {"statistic": "max"},
    "knowledge.reviewed_within_interval": {"interval": "365 d"},
}
"""What holds where a commitment sets nothing, by metric and parameter. A statistic is the mean unless it stands here."""

DUTY_KINDS: Mapping[str, str] = {
    "supplier.reviews_held": "supplier review",
    "supplier.targets_met": "supplier target",
    "supplier.targets_aligned": "supplier target alignment",
    "configuration.compliance": "configuration audit",
    "transition.acceptance_met": "service acceptance",
    "continuity.plans_reviewed_after_change": "continuity plan review",
    "capacity.plan_reviewed": "capacity plan review",
    "security.access_reviews_on_time": "access review",
    "security.awareness": "awareness training",
    "security.controls_reviewed": "control review",
    "service_level.targets_met": "sla target",
    "service_level.reviewed_within_interval": "sla review",
    "service_level.workload": "workload",
    "report.delivered_within": "service report",
    "budget.variance": "budget line",
    "budget.largest_variance": "budget line",
    "improvement.closed_on_time": "improvement",
    "improvement.targets_achieved": "improvement result",
    "documents.overdue": "document review",
    "documents.acknowledged_on_time": "acknowledgement",
    "knowledge.reviewed_within_interval": "article review",
    "audit.programme_completed": "audit",
    "audit.findings_closed_on_time": "audit finding",
}
"""Which kind of duty a metric reads from the table ``duty``, unless a commitment names another with ``kind``."""
