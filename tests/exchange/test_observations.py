"""Observations in the folder: beside the verdicts, and gone when a new measurement no longer shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.exchange.folders import TODAY, folder, only, read

from opensmp.checking import at
from opensmp.exchange import open_folder
from opensmp.exchange.observations import write_observations
from opensmp.exchange.verdicts import write_verdicts
from opensmp.measures.observation import Observation
from opensmp.plan.prose import Prose

pytestmark = pytest.mark.requirement("R56")

FILE = "measurements/observations.yaml"
VERDICT = "- {commitment: C-1, start: 2026-10-01, end: 2026-10-31, verdict: kept}\n"
SEEN = Observation(
    kind="service unknown", subject="Wi-Fi: guests", start=date(2026, 10, 1), end=date(2026, 10, 31), count=7, of=90,
    examples=("INC1", "INC2"), version="1.3", batches=("incident-0",), note=Prose.of({"en": "Seven.", "id": "Tujuh."}),
)  # fmt: skip


def test_observations_come_back_as_they_were_written_and_change_no_digest(tmp_path: Path) -> None:
    before = read(tmp_path)
    assert write_observations(tmp_path, (SEEN,)) == (FILE,)
    again = open_folder(tmp_path, TODAY).dossier
    assert again.observations == (SEEN,)
    assert again.verdicts == ()
    assert again.digest == before.digest


def test_the_same_observations_are_not_written_twice(tmp_path: Path) -> None:
    folder(tmp_path)
    write_observations(tmp_path, (SEEN,))
    assert write_observations(tmp_path, (SEEN,)) == ()


def test_a_measurement_that_shows_nothing_more_takes_the_file_away(tmp_path: Path) -> None:
    folder(tmp_path)
    assert write_observations(tmp_path, ()) == ()
    write_observations(tmp_path, (SEEN,))
    assert write_observations(tmp_path, ()) == (FILE,)
    assert not (tmp_path / FILE).exists()


def test_verdicts_written_beside_them_leave_them_alone(tmp_path: Path) -> None:
    dossier = read(tmp_path, **{"measurements/2026-10.yaml": VERDICT})
    write_observations(tmp_path, (SEEN,))
    write_verdicts(tmp_path, dossier, ())
    assert (tmp_path / FILE).exists()
    assert len(open_folder(tmp_path, TODAY).dossier.verdicts) == 1


def test_a_place_leads_to_its_line_and_verdicts_are_counted_without_it(tmp_path: Path) -> None:
    folder(tmp_path, **{"measurements/2026-10.yaml": VERDICT, "measurements/z.yaml": VERDICT})
    write_observations(tmp_path, (SEEN, SEEN))
    opened = open_folder(tmp_path, TODAY)
    place = opened.place(at("observations", "2"))
    assert (place.file, place.line > 1) == (FILE, True)
    assert opened.place(at("measurements", "2")).file == "measurements/z.yaml"


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    text = "- {kind: service unknown, subject: x, start: 2026-10-01, end: 2026-10-31, count: 1, servise: y}\n"
    assert only(tmp_path, **{FILE: text}).file == FILE
