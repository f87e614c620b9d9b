"""A plan's folder as one ZIP file: out and back equal, and nothing of it trusted."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from tests.conftest import TODAY

from opensmp.dossier import Dossier
from opensmp.exchange.archive import PACKED, packed, read_archive
from opensmp.exchange.dumping import texts_of
from opensmp.i18n import Unreadable


@pytest.fixture(scope="module")
def whole(provider: Dossier) -> bytes:
    """The small provider's plan, packed."""
    return packed(provider)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def read(raw: bytes) -> Dossier:
    return read_archive(io.BytesIO(raw), TODAY)


def test_what_leaves_as_an_archive_comes_back_equal(bank: Dossier, provider: Dossier) -> None:
    for dossier in (bank, provider):
        again = read(packed(dossier))
        assert again == replace(
            dossier, sealed=again.sealed, sealed_digests=again.sealed_digests, standard=again.standard
        )
        assert dict(again.sealed) == dict(dossier.sealed)
        assert again.digest == dossier.digest


def test_the_same_plan_gives_the_same_bytes(provider: Dossier, whole: bytes) -> None:
    assert packed(replace(provider, today=date(2027, 1, 1))) == whole


def test_the_plan_may_stand_in_a_folder_of_its_own_beside_other_files(provider: Dossier, whole: bytes) -> None:
    files = {f"our-plan/{name}": text for name, text in texts_of(provider).items()}
    more = {"our-plan/.git/config.yaml": "a: [", "our-plan/photo.png": b"\x89PNG", "our-plan/notes.txt": "x"}
    assert read(zipped({**files, **more})).plan == read(whole).plan == provider.plan


def test_the_number_of_a_version_keeps_its_capitals(provider: Dossier) -> None:
    sealed = {"1.0-RC": provider.seal()}
    assert set(read(packed(replace(provider, sealed=sealed))).sealed) == {"1.0-RC"}


def linked(whole: bytes) -> bytes:
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("plan/link.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def encrypted(whole: bytes) -> bytes:
    at = whole.rfind(b"PK\x01\x02")
    return whole[: at + 8] + bytes([whole[at + 8] | 1]) + whole[at + 9 :]


def swollen(_whole: bytes) -> bytes:
    return zipped({f"{number}.yaml": b"\0" * (PACKED.inflated_bytes // 4 + 1) for number in range(4)})


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no archive": (lambda _whole: b"plan: yes\n", "not a ZIP archive"),
    "nothing": (lambda _whole: b"", "not a ZIP archive"),
    "half of one": (lambda whole: whole[: len(whole) // 2], "not a ZIP archive"),
    "something in front": (lambda whole: b"#!/bin/sh\n" + whole, "something beside the archive"),
    "something behind": (lambda whole: whole + b"<html>", "something beside the archive"),
    "a spoilt byte": (lambda whole: whole[:80] + bytes([whole[80] ^ 255]) + whole[81:], "damaged"),
    "a password": (encrypted, "encrypted"),
    "a link": (linked, "leads outside it, or is a link"),
    "a way out": (lambda whole: zipped({"../evil.yaml": "x"}), "leads outside"),
    "a way out by backslash": (lambda whole: zipped({"a\\..\\..\\evil.yaml": "x"}), "leads outside"),
    "a way from the root": (lambda whole: zipped({"/etc/evil.yaml": "x"}), "leads outside"),
    "names that differ in capitals": (lambda whole: zipped({"plan/A.yaml": "x", "plan/a.yaml": "y"}), "same name"),
    "too many files": (
        lambda whole: zipped({f"{number}.yaml": "" for number in range(PACKED.members + 1)}),
        "more than",
    ),
    "a bomb": (swollen, "unpacks to more than"),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_archive_that_is_not_simply_a_plan_is_refused_in_a_sentence(
    whole: bytes, case: tuple[Callable[[bytes], bytes], str]
) -> None:
    spoil, told = case
    with pytest.raises(Unreadable, match=told) as refused:
        read(spoil(whole))
    assert refused.value.hint is not None
    assert refused.value.text("id") != refused.value.text("en")


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    class Huge(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return PACKED.workbook_bytes + 1 if whence == io.SEEK_END else super().seek(offset, whence)

        def read(self, *_size: int | None) -> bytes:
            pytest.fail("nothing is read")

    with pytest.raises(Unreadable, match="larger than 32 MB"):
        read_archive(Huge(), TODAY)


def test_what_is_wrong_in_the_plan_is_told_with_its_file_and_key(provider: Dossier) -> None:
    files = texts_of(provider) | {"plan/02-objectives.yaml": "keper: x\n"}
    with pytest.raises(Unreadable) as refused:
        read(zipped(files))
    assert "plan/02-objectives.yaml:1:1: keper:" in refused.value.text("en")
