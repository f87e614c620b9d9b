"""Every page asks the database a handful of questions, however much the plan holds: what was built once is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages import NEEDS_RECORDS, NO_PAGE, PARTS, furnish, looks, unfilled
from tests.site.test_matrix import OWN

from opensmp.actions.deed import Actor
from opensmp.store.models import PlanRow

MOST = 8
"""Session, account, membership with its organisation, and plan are four; a page has as many again."""
MADE = {
    "decided",
    "evidence_record",
    "invitation",
    "member",
    "records_import",
    "register_undo",
    "register_upload",
    "returned",
}


def test_every_address_is_a_page_or_said_to_be_none() -> None:
    assert [row.name for row in OWN if row.name not in NO_PAGE | MADE and unfilled(row, PARTS)] == []


@pytest.mark.thorough
def test_every_page_asks_the_database_at_most_eight_questions(
    acting: Callable[[str], Actor], plan: PlanRow, signed_in: Callable[[str], Client]
) -> None:
    clients = {person: signed_in(person) for person in ("ratna", "maya", "dimas", "intan", "lukman")}
    dear, missing, seen = [], [], 0
    for look in looks(furnish(acting, plan, signed_in)):
        if look.name in NEEDS_RECORDS:
            continue
        client = clients[look.person]
        first = client.get(look.path)
        if first.status_code != 200:
            missing.append(f"{look.name} {look.path}: {first.status_code}")
            continue
        with CaptureQueriesContext(connection) as asked:
            client.get(look.path)
        seen += 1
        if len(asked) > MOST:
            dear.append(f"{look.name}: {len(asked)}\n  " + "\n  ".join(each["sql"][:140] for each in asked))
    assert not missing, "\n".join(missing)
    assert not dear, "\n".join(dear)
    assert seen >= 60
