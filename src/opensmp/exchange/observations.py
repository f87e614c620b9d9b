"""What else the records showed, into the folder: ``measurements/observations.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from opensmp.exchange.dumping import write_together
from opensmp.exchange.layout import OBSERVATIONS
from opensmp.exchange.writing import document
from opensmp.i18n import Refused, _
from opensmp.measures.observation import Observation


def write_observations(folder: Path, found: Iterable[Observation]) -> tuple[str, ...]:
    """Put the observations in the place of all earlier ones, and return the file if it changed.

    Where nothing was observed there is no file. Raises Refused where the folder cannot be written; then it is as it was.
    """
    place = folder / OBSERVATIONS.file
    text = document(tuple(found))
    try:
        before = place.read_text("utf-8") if place.is_file() else ""
        if text == before:
            return ()
        if text:
            write_together({place: text})
        else:
            place.unlink()
    except OSError as trouble:
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(place), reason=trouble.strerror or str(trouble)),
            _("Make room, or choose a folder that you may write to."),
        ) from trouble
    return (OBSERVATIONS.file,)
