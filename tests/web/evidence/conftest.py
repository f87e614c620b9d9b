"""A folder of its own for uploads and records, work that runs at once, and a small export of incidents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def workplace(settings: Any, tmp_path: Path) -> Path:
    """Nothing of a test stays for the next, and no worker is needed."""
    settings.HOME = tmp_path
    settings.TASKS = IMMEDIATE
    return tmp_path


def incidents(hours: list[int], name: str = "incidents.csv", **more: str) -> SimpleUploadedFile:
    """Return an export of critical incidents, one for each number of hours that it took, opened day by day in August 2026."""
    lines = ["number,opened_at,resolved_at,priority,business_service,state"]
    for place, taken in enumerate(hours):
        opened = datetime.fromisoformat("2026-08-03 09:00") + timedelta(days=place)
        lines.append(f"INC{place + 1:07d},{opened},{opened + timedelta(hours=taken)},1 - Critical,Core banking,Closed")
    lines += more.values()
    return SimpleUploadedFile(name, ("\n".join(lines) + "\n").encode(), "text/csv")


@pytest.fixture
def bring(workplace: Path) -> Callable[..., Any]:
    """Bring an export through the pages as somebody: upload, confirm; returns the page of the import."""

    def through(client: Any, base: str, file: SimpleUploadedFile, **answers: str) -> Any:
        looked = client.post(f"{base}settings/records/", {"file": file}, follow=True)
        address = looked.redirect_chain[-1][0]
        return client.post(address, {"confirm": "1", **answers}, follow=True)

    return through
