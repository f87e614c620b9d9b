"""Changes: any two versions beside each other, word by word, and what happened when."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.governance.test_approval import change_the_scope, decided, submit
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.site.demo import DAY
from opensmp.store.models import Membership, PlanRow, Role
from opensmp.web.governance.changes import redline

SignedIn = Callable[..., Client]


@pytest.mark.requirement("R20", "R21")
def test_two_versions_are_compared_by_section_and_word(signed_in: SignedIn) -> None:
    page = signed_in("ratna").get(BASE + "timeline/?older=1.3&newer=2.0").content.decode()
    assert "From version 1.3 to version 2.0" in page
    assert "Service management objectives" in page
    assert "QRIS acquiring" in page
    assert '<del><span class="vh">removed: </span>29</del>' in page
    assert "registers/" not in page


def test_the_history_tells_versions_reviews_and_changes(signed_in: SignedIn) -> None:
    page = signed_in("ratna").get(BASE + "timeline/").content.decode()
    for said in (
        "Version 2.0 came into force",
        "Reviewed: no change",
        "CH-2026-10",
        "signed by Andreas Wibowo",
        "withdrawn",
    ):
        assert said in page, said


def test_versions_that_do_not_exist_fall_back_to_those_that_do(signed_in: SignedIn) -> None:
    response = signed_in("ratna").get(BASE + "timeline/?older=9.9&newer=<script>")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main")[1]


@pytest.mark.requirement("R20")
def test_what_happened_on_one_day_stands_in_the_order_in_which_it_happened(
    signed_in: SignedIn, acting: Callable[[str], Actor], plan: PlanRow
) -> None:
    change_the_scope(acting("ratna"), plan, "Drawn anew.")
    digest = submit(signed_in("ratna"))
    page = decided(signed_in("maya"), {"seen": digest, "outcome": "approved", "read": "on", "start": DAY.isoformat()})
    assert "is in force" in page
    page = signed_in("ratna").get(BASE + "timeline/").content.decode().split("What happened")[1]
    said = (
        "Version 2.1 came into force",
        "Kusumawardhani approved it",
        "Wijayanti submitted it",
        "Wijayanti saved 1 change",
        "began the plan here",
    )
    assert [page.index(words) for words in said] == sorted(page.index(words) for words in said)


@pytest.mark.requirement("R46")
def test_an_auditor_from_outside_compares_versions_and_never_the_draft(signed_in: SignedIn, plan: PlanRow) -> None:
    Membership.objects.of(plan.organisation_id).filter(person="intan").update(role=Role.EXTERNAL_AUDITOR)
    page = signed_in("intan").get(BASE + "timeline/?older=2.0&newer=draft").content.decode()
    assert "Draft 2.1" not in page
    assert "draft 2.1" not in page
    assert "From version 1.3 to version 2.0" in page


def test_a_redline_keeps_what_stayed_and_joins_what_stands_close() -> None:
    assert redline("at least 92% of them", "at least 95% of them") == (
        ("same", "at least "), ("removed", "92%"), ("added", "95%"), ("same", " of them"),
    )  # fmt: skip
    assert redline("", "new") == (("added", "new"),)
    assert redline("one thing entirely", "quite different words here") == (
        ("removed", "one thing entirely"), ("added", "quite different words here"),
    )  # fmt: skip
    both = redline(
        "the old and the new state stay as they were agreed", "the young and the newer state stay as they were agreed"
    )
    assert [kind for kind, _text in both] == ["same", "removed", "added", "same"]


def test_a_redline_of_a_long_text_leaves_out_what_is_far_from_the_change() -> None:
    long = " ".join(f"word{n}" for n in range(300))
    pieces = redline(f"{long} old", f"{long} new")
    assert ("gap", " … ") in pieces
    assert sum(len(text) for _kind, text in pieces) < 400
