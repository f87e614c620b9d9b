"""The sample that an auditor draws from the records behind a promise, and its working papers. Needs the engine of records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, get_args
from zipfile import ZIP_DEFLATED, ZipFile

from opensmp.dossier import Dossier
from opensmp.evidence.auditing import Choice, sample
from opensmp.evidence.candidates import StratumBy
from opensmp.evidence.holdings import holdings
from opensmp.evidence.registers import register_tables
from opensmp.evidence.sample_paper import WorkingPaper
from opensmp.evidence.store import RecordStore
from opensmp.evidence.working_papers import FORMATS, working_papers
from opensmp.i18n import Refused, _
from opensmp.measures.sample_sizes import FREQUENCIES, METHODS, Frequency
from opensmp.measures.windows import Days
from opensmp.plan.commitments import Commitment

LONGEST_WORD = 60
_USUAL: Frequency = "daily"
_STRATA: tuple[StratumBy, ...] = get_args(StratumBy)


class Drawn(NamedTuple):
    """A sample with the wording that it was held to."""

    paper: WorkingPaper
    promise: Commitment


def draw(dossier: Dossier, store: RecordStore, commitment: str, chosen: Mapping[str, str], days: Days | None) -> Drawn:
    """Draw a sample. The same words draw the same records. Raises Refused with what to choose instead."""
    held = holdings(store, register_tables(dossier, store.zone))
    return Drawn(*sample(dossier, store, held, commitment, choice_of(chosen, dossier.today.isoformat()), days))


def choice_of(chosen: Mapping[str, str], day: str) -> Choice:
    """Return what an auditor chose on the page; what is left empty is chosen as the command line chooses it."""
    method = next((each for each in METHODS if each == chosen.get("method")), METHODS[0])
    frequency = next((each for each in FREQUENCIES if each == chosen.get("frequency")), _USUAL)
    size = chosen.get("size", "").strip()
    if size and not (size.isdecimal() and 0 < int(size) <= 100_000):
        raise Refused(
            _("“{size}” is no number of records.", size=size[:20]), _("Write a whole number from 1, or leave it empty.")
        )
    return Choice(
        word=chosen.get("word", "").strip()[:LONGEST_WORD] or day, audit=chosen.get("audit", "").strip()[:LONGEST_WORD], method=method,
        size=int(size) if size else None, tolerable=_rate(chosen.get("tolerable", "")), frequency=frequency,
        by=tuple(each for each in _STRATA if each in chosen.get("by", "").split(",")),
    )  # fmt: skip


def _rate(words: str) -> Fraction | None:
    plain = words.strip().removesuffix("%").strip().replace(",", ".")
    if not plain:
        return None
    try:
        rate = Fraction(Decimal(plain)) / 100
    except (InvalidOperation, ValueError, OverflowError):
        rate = Fraction(-1)
    if not 0 < rate < 1:
        raise Refused(
            _("“{rate}” is no rate in per cent.", rate=words[:20]),
            _("Write a number above 0 and below 100, such as 5."),
        )
    return rate


def papers(drawn: Drawn, form: str, language: str) -> tuple[str, str, bytes]:
    """Return the working papers as (name, type, content). Raises KeyError for a form that is none."""
    kind, ending, media = _MEDIA[form]
    name = f"{drawn.paper.population.commitment}-sample.{ending}"
    with TemporaryDirectory(prefix="opensmp-papers-") as place:
        written = working_papers(drawn.paper, Path(place), formats=[kind], language=language)
        if ending != "zip":
            return name, media, written[0].read_bytes()
        bundle = Path(place) / "papers.zip"
        with ZipFile(bundle, "w", ZIP_DEFLATED) as archive:
            for file in written:
                archive.write(file, file.name)
        return name, media, bundle.read_bytes()


_MEDIA: Mapping[str, tuple[Any, str, str]] = {
    "xlsx": (FORMATS[0], "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (FORMATS[1], "zip", "application/zip"),
    "json": (FORMATS[2], "json", "application/json"),
}
