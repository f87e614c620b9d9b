"""Backup and restore: everything, equal byte by byte, or a refusal (G9)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from opensmp.i18n import Refused, Unreadable
from opensmp.site import backup
from opensmp.store import archive
from opensmp.store.chain import broken_at
from opensmp.store.models import Account, Event, Organisation


def everything() -> dict[str, list[str]]:
    return {model._meta.label_lower: list(archive.lines_of(model)) for model in archive.tables()}


def emptied() -> None:
    """Empty the database inside the test's transaction, as only a new place is empty: fences down, rows out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            fences = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _sql in fences:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET session_replication_role = replica")
        for model in reversed(archive.tables()):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
        if connection.vendor == "sqlite":
            for _name, sql in fences:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def made(organisation: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of the example, made inside the test's transaction (the snapshot is the transaction's own)."""
    monkeypatch.setattr(archive, "snapshot", _as_is)
    home = tmp_path / "home"
    (home / "records" / "bank").mkdir(parents=True)
    (home / "records" / "bank" / "a.parquet").write_bytes(b"rows")
    monkeypatch.setattr(settings, "HOME", home)
    target = tmp_path / "backup.tar"
    backup.back_up(target)
    return target


class _as_is:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.thorough
def test_what_was_backed_up_is_restored_equal_row_by_row(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    emptied()
    monkeypatch.setattr(settings, "HOME", tmp_path / "other")
    backup.restore(made)
    after = everything()
    for table in before:
        if table == "store.event":
            assert after[table][: len(before[table])] == before[table]
        elif table != "store.organisation":
            assert after[table] == before[table]
    for organisation in Organisation.objects.all():
        events = Event.objects.of(organisation).order_by("number").values()
        assert broken_at([{**row, "organisation": organisation.slug} for row in events]) is None
        assert events.last()["verb"] == "restored"
    assert (tmp_path / "other/records/bank/a.parquet").read_bytes() == b"rows"
    Account.objects.create_user("new@example.org", None, name="New")


@pytest.mark.thorough
def test_a_damaged_backup_is_refused(made: Path, tmp_path: Path) -> None:
    raw, chance = made.read_bytes(), random.Random(7)  # noqa: S311  # damage that can be repeated
    ends = raw.rstrip(b"\0")
    for number in range(50):
        damaged = bytearray(raw)
        if number % 2:
            del damaged[chance.randrange(1, len(ends) - 512) :]
        else:
            damaged[chance.randrange(len(ends))] ^= 1 << chance.randrange(8)
        if bytes(damaged) == raw:
            continue
        file = tmp_path / f"damaged-{number}.tar"
        file.write_bytes(damaged)
        try:
            backup.verify(file)
        except Unreadable:
            continue
        assert _only_headers_differ(raw, bytes(damaged)), number


def _only_headers_differ(one: bytes, other: bytes) -> bool:
    """A flipped bit in tar's own padding or times changes nothing that is restored: every member reads the same."""
    import io
    import tarfile

    def members(data: bytes) -> dict[str, bytes]:
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            return {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]

    return len(one) == len(other) and members(one) == members(other)


def test_a_restore_that_was_cut_off_can_be_done_again(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files stand already, the rows do not: what an earlier restore had brought when it ended."""
    emptied()
    home = tmp_path / "other"
    monkeypatch.setattr(settings, "HOME", home)
    (home / "records/bank").mkdir(parents=True)
    (home / "records/bank/a.parquet").write_bytes(b"rows")
    backup.restore(made)
    assert Organisation.objects.exists()


def test_a_file_of_somebody_else_is_never_overwritten(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied()
    home = tmp_path / "other"
    monkeypatch.setattr(settings, "HOME", home)
    (home / "records/bank").mkdir(parents=True)
    (home / "records/bank/a.parquet").write_bytes(b"other rows")
    with pytest.raises(Refused, match="data here already"):
        backup.restore(made)
    assert (home / "records/bank/a.parquet").read_bytes() == b"other rows"
    assert archive.is_empty()


def test_a_place_with_data_is_never_overwritten(made: Path) -> None:
    with pytest.raises(Refused, match="data here already"):
        backup.restore(made)


def test_a_backup_never_replaces_another(made: Path) -> None:
    with pytest.raises(Refused, match="exists already"):
        backup.back_up(made)
