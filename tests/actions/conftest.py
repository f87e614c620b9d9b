from __future__ import annotations

from typing import Any

import pytest
from tests.workspace import acting, django_db_setup, for_others, organisation, plan, signed_in

from opensmp.actions import deed
from opensmp.store.log import append
from opensmp.store.models import Organisation, Revision

__all__ = ["acting", "django_db_setup", "for_others", "organisation", "plan", "signed_in"]


@pytest.fixture(autouse=True)
def no_text_changes_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every test of the actions: an event said to change no text comes with no revision of one."""

    def watched(organisation: Organisation, number: int, previous: str, *, changes: bool, **said: Any) -> str:
        assert changes or not Revision.objects.of(organisation).filter(event=number).exists(), said["verb"]
        return append(organisation, number, previous, changes=changes, **said)

    monkeypatch.setattr(deed, "append", watched)
