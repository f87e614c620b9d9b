"""An auditor draws a sample, and anybody draws the same again."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from tests.web.evidence.conftest import incidents
from tests.workspace import BASE

from opensmp.store.models import Event, Organisation
from opensmp.web.evidence import engine

SignIn = Callable[..., Client]
ADDRESS = BASE + "evidence/CM-IM-2/sample/"
DRAW = {"word": "mangga", "size": "4", "by": "month", "window": "2026-07-01..2026-09-30"}

pytestmark = pytest.mark.django_db


def drawn(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>(INC\d+)', text)


@pytest.mark.requirement("R56")
def test_the_same_word_draws_the_same_records_for_anybody_and_the_draw_leaves_an_event(
    signed_in: SignIn, bring: Callable[..., Any], organisation: Organisation
) -> None:
    ratna, intan = signed_in("ratna"), signed_in("intan")
    bring(ratna, BASE, incidents([3, 9] * 6))
    first = intan.post(ADDRESS, DRAW, follow=True)
    again = ratna.get(first.redirect_chain[-1][0]).content.decode()
    other = drawn(intan.get(ADDRESS, {**DRAW, "word": "durian"}).content.decode())
    assert len(drawn(again)) == 4
    assert drawn(first.content.decode()) == drawn(again) != other
    assert "4 of 12" in again
    event = Event.objects.of(organisation).order_by("-number")[0]
    assert (event.verb, event.by, event.subject) == ("drew sample", "intan@bns.example", "smp/CM-IM-2")
    assert event.reason.startswith("4 of 12, seed ")
    for form in ("xlsx", "csv", "json"):
        paper = intan.get(f"{ADDRESS}papers/{form}/", DRAW)
        assert paper.status_code == 200
        assert paper["Content-Disposition"].startswith("attachment")
        if form == "json":
            assert json.loads(paper.content)["records"][0]["number"] == drawn(again)[0]
        if form == "csv":
            assert "records.csv" in ZipFile(io.BytesIO(paper.content)).namelist()
    wrong = intan.post(ADDRESS, {**DRAW, "size": "many"})
    assert wrong.status_code == 422
    assert "is no number of records" in wrong.content.decode()


def test_without_records_there_is_nothing_to_draw_from(signed_in: SignIn, workplace: object) -> None:
    assert "no records to draw from yet" in signed_in("intan").get(ADDRESS).content.decode()


def test_what_takes_seconds_says_so_when_it_is_asked_for(signed_in: SignIn, bring: Callable[..., Any]) -> None:
    ratna = signed_in("ratna")
    bring(ratna, BASE, incidents([3, 9] * 6))
    page = ratna.get(BASE + "evidence/?commitment=CM-IM-2").content.decode()
    assert 'data-wait="Drawing the sample…"' in page
    assert 'data-wait="Fetching the records…">All records behind this figure' in page
    assert 'data-wait="Drawing the sample…"' in ratna.get(ADDRESS).content.decode()


def test_the_engine_is_loaded_beforehand_only_where_there_are_records(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(engine, "engine", loaded.append)
    engine.warm_up()
    assert loaded == []
    (workplace / "records" / "bank").mkdir(parents=True)
    (workplace / "records" / "bank" / "store.json").write_text("{}")
    engine.warm_up()
    assert loaded == ["drilled", "drawn"]
