"""What was brought and never used is thrown away after two days, and nothing that anybody still needs."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from opensmp.actions import recording, uploading
from opensmp.actions.deed import Actor
from opensmp.actions.sweeping import sweep
from opensmp.site import serving
from opensmp.store.chain import broken_at
from opensmp.store.files import folder, keep
from opensmp.store.models import Event, Import, Organisation, PlanRow, Upload

Acting = Callable[[str], Actor]
LATER = timedelta(days=3)


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of data."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path


def uploaded(ratna: Actor, text: bytes) -> Upload:
    return uploading.bring(ratna, f"{text.decode()}.csv", [text])


def on_disk() -> set[bytes]:
    return {each.read_bytes() for each in folder().iterdir() if each.is_file()}


def test_a_register_file_that_was_never_taken_over_goes_and_the_log_says_so(
    acting: Acting, organisation: Organisation
) -> None:
    ratna = acting("ratna")
    uploading.remember(ratna, uploaded(ratna, b"used"), "services", 1, {})
    uploaded(ratna, b"unused")
    assert sweep() == 0, "whoever brought it may still look at it"
    assert sweep(datetime.now(UTC) + LATER) == 1
    assert on_disk() == {b"used"}
    assert [row.name for row in Upload.objects.of(organisation).all()] == ["used.csv"]
    told = Event.objects.of(organisation).get(verb="swept")
    assert (told.by, told.subject) == ("opensmp", "unused.csv")
    chain = Event.objects.of(organisation).order_by("number").values()
    assert broken_at([{**row, "organisation": organisation.slug} for row in chain]) is None
    assert sweep(datetime.now(UTC) + LATER) == 0


def test_an_export_that_waits_for_its_mapping_and_a_content_that_another_row_names_stay(
    acting: Acting, organisation: Organisation, plan: PlanRow
) -> None:
    ratna = acting("ratna")
    recording.bring_records(ratna, "incidents.csv", [b"id,opened\n"])
    uploading.remember(ratna, uploaded(ratna, b"same"), "services", 1, {})
    uploaded(ratna, b"same")
    assert sweep(datetime.now(UTC) + LATER) == 0
    assert on_disk() == {b"id,opened\n", b"same"}
    assert Import.objects.of(organisation).count() == 2
    assert Upload.objects.of(organisation).count() == 2, "of two rows for one content the unused one went"


def test_what_a_reading_that_was_cut_off_left_goes_and_what_is_new_stays(acting: Acting) -> None:
    kept = keep([b"a plan that is being read"], 1000)
    assert kept is not None
    old = folder() / "opensmp-upload-x"
    old.mkdir()
    (old / "plan.docx").write_bytes(b"copy")
    left = folder() / "tmpabc"
    left.write_bytes(b"half")
    for each in (old, left):
        os.utime(each, (0, 0))
    assert sweep() == 2
    assert on_disk() == {b"a plan that is being read"}


def test_a_disk_that_does_not_let_go_does_not_stop_the_server(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    keep([b"x"], 10)
    monkeypatch.setattr(Path, "iterdir", lambda _path: (_ for _ in ()).throw(PermissionError("closed")))
    serving.sweep()
    assert "unused files were not thrown away" in caplog.text
