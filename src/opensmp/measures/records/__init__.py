"""The canonical tables: what a record of each practice holds, whatever tool it came from.

Times are whole seconds since 1970-01-01 UTC and priorities count from 1, the most urgent: integers are the same on every
engine, and no zone is left to guess. Field names follow the practices' fields in common ITSM tools.
"""

from __future__ import annotations

from collections.abc import Mapping

from opensmp.measures.records.assurance import CAPACITY, CONTINUITY_TEST, OUTAGE, SECURITY_INCIDENT, VULNERABILITY
from opensmp.measures.records.fulfilment import INCIDENT, PROBLEM, REQUEST
from opensmp.measures.records.operation import DUTY, EVENT, PAUSE
from opensmp.measures.records.relationship import COMPLAINT, CONTRACT, CUSTOMER_REVIEW, SATISFACTION, SERVICE
from opensmp.measures.records.table import STATES, Field, Kind, Table
from opensmp.measures.records.transition import ASSET, CHANGE, CI_CHANGE, CONFIGURATION_ITEM, RELEASE, VERIFICATION

__all__ = ["PAUSE", "STATES", "TABLES", "Field", "Kind", "Table"]

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        INCIDENT, PROBLEM, REQUEST, CHANGE, RELEASE, CONFIGURATION_ITEM, VERIFICATION, CI_CHANGE, ASSET, OUTAGE,
        CONTINUITY_TEST, CAPACITY, CUSTOMER_REVIEW, SATISFACTION, COMPLAINT, SECURITY_INCIDENT, VULNERABILITY, DUTY,
        SERVICE, CONTRACT, EVENT, PAUSE,
    )
}  # fmt: skip
"""Every canonical table by its name."""
