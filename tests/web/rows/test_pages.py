"""Every page about rows opens, for everybody who may read, in both languages, and says no more than the role reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.web.rows.kinds import KINDS
from opensmp.web.shapes import shapes_of

LISTS = (
    "services/", "services/?list=slas", "customers/", "suppliers/", "documents/", "documents/?as=list", "people/",
    "people/?list=people", "settings/calendars/", "raci/", "objectives/", "objectives/?period=2026",
)  # fmt: skip
ROWS = (
    "registers/services/S-01/", "registers/slas/SLA-001/", "registers/customers/C-14/", "registers/customer-contracts/CC-01/",
    "registers/suppliers/SUP-01/", "registers/supplier-contracts/SC-01/", "registers/documents/BNS-SC-002/",
    "registers/audits/IA-2026-1/", "organisation/people/ratna/", "organisation/offices/cio/", "organisation/units/it/",
    "organisation/sites/jakarta/", "organisation/calendars/office-hours/", "raci/roles/sponsor/", "objectives/SMO-2/",
    "objectives/past/SMO-1/",
)  # fmt: skip
FORMS = (
    "registers/services/S-01/edit/", "registers/slas/SLA-001/edit/", "registers/slas/new/", "registers/documents/BNS-SC-002/edit/",
    "registers/services/S-01/remove/", "organisation/people/ratna/edit/", "organisation/calendars/office-hours/edit/",
    "organisation/calendars/new/", "settings/calendars/office-hours/holidays/", "raci/?edit=letters", "raci/?edit=words",
    "raci/roles/sponsor/edit/", "raci/duties/new/", "objectives/SMO-1/edit/", "objectives/SMO-1/say/", "objectives/new/",
    "objectives/past/new/",
)  # fmt: skip


@pytest.mark.parametrize("path", [*LISTS, *ROWS, *FORMS])
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_page_about_rows_opens(signed_in: Callable[..., Client], path: str, language: str) -> None:
    page = signed_in("ratna", language).get(BASE + path)
    assert page.status_code == 200
    assert "style=" not in page.content.decode()
    assert f'<html lang="{language}"' in page.content.decode()


@pytest.mark.parametrize(
    "path",
    ["registers/services/S-404/", "registers/nothing/S-01/", "organisation/services/S-01/", "objectives/SMO-404/"],
)
def test_a_row_that_does_not_exist_is_not_found(signed_in: Callable[..., Client], path: str) -> None:
    assert signed_in("ratna").get(BASE + path).status_code == 404


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_form_asks_only_for_fields_that_its_rows_have(kind: object) -> None:
    known = shapes_of(kind.record)  # type: ignore[attr-defined]
    for ask in kind.asks:  # type: ignore[attr-defined]
        assert ask.name in known
        assert known[ask.name].control != "kept"
        inner = known[ask.name].record
        assert inner is None or all(part.name in shapes_of(inner) for part in ask.parts)


def test_what_a_person_wrote_is_never_markup(signed_in: Callable[..., Client]) -> None:
    client = signed_in("ratna")
    attack = "<img src=x onerror=alert(1)>\"'</textarea>"
    sent = {
        "id": "S-99",
        "name-en": attack,
        "description-en": attack,
        "kind": "service",
        "status": "proposed",
        "owner": "ratna",
    }
    assert client.post(BASE + "registers/services/new/", sent).status_code == 302
    for path in ("registers/services/S-99/", "registers/services/S-99/edit/", "registers/services/S-99/remove/", f"services/?q={attack}",
                 "services/", "registers/slas/new/", "raci/", "people/"):  # fmt: skip
        page = client.get(BASE + path).content.decode()
        assert "<img src=x" not in page
        assert 'onerror=alert(1)>"' not in page
