"""What a person wrote into a cell of a RACI matrix: ``R``, ``R/A``, ``C (approves)``, ``I*``."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from opensmp.plan.roles import Duty, RaciLetter

_LETTERS: dict[str, RaciLetter] = {"R": "R", "A": "A", "C": "C", "I": "I"}
_WORDS: dict[str, RaciLetter] = {
    "RESPONSIBLE": "R", "ACCOUNTABLE": "A", "CONSULTED": "C", "CONSULT": "C", "INFORMED": "I", "INFORM": "I",
}  # fmt: skip
_NOTHING = frozenset({"", "-", "–", "—", ".", "/"})


class Cell(NamedTuple):
    """The letters of a cell, the note beside them, and whether it could be read at all.

    An empty cell and a dash are readable and hold no letter. ``note`` keeps the words in brackets or behind the letters.
    """

    letters: frozenset[RaciLetter] = frozenset()
    note: str = ""
    readable: bool = True

    @property
    def approves(self) -> bool:
        """Whether the note gives a decision to the role: approves, signs, decides."""
        return bool(self.note) and bool(_approval().search(self.note))


@cache
def _approval() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:approv|sign|decid|authori[sz]|final say|veto|menyetujui|persetujuan|setuju|memutuskan|keputusan|mengesahkan|pengesahan"
        r"|menandatangani)",
        re.IGNORECASE,
    )


@cache
def _parts() -> re.Pattern[str]:
    """Letters and their joints, an optional mark, and a note in brackets, behind a colon, a comma or a dash."""
    return re.compile(
        r"(?P<letters>[A-Za-z](?:[A-Za-z/&+,;\s]*[A-Za-z])?)?[\s*†‡#°¹²³0-9.)]*(?P<note>[(\[:–—-].*)?", re.DOTALL
    )


@cache
def read_cell(written: str) -> Cell:
    """Read a cell as people write it; lower case, joined letters, marks and notes are understood.

    >>> sorted(read_cell("R/A").letters)
    ['A', 'R']
    >>> read_cell("C (approves)").approves
    True
    >>> read_cell("X").readable
    False
    """
    plain = written.strip()
    if plain in _NOTHING:
        return Cell()
    if plain in _LETTERS:
        return Cell(frozenset({_LETTERS[plain]}))
    found = _parts().fullmatch(plain)
    letters = _letters(found["letters"] or "") if found else None
    if found is None or not letters:
        return Cell(note=plain, readable=False)
    return Cell(letters, (found["note"] or "").strip("()[]:–—- \n"))


def _letters(written: str) -> frozenset[RaciLetter] | None:
    """Return the letters of ``R/A``, ``AR``, ``Responsible, accountable``, or None for other words."""
    letters: set[RaciLetter] = set()
    for word in re.split(r"[/&+,;\s]+|\b(?:and|dan)\b", written.upper()):
        if word in _WORDS:
            letters.add(_WORDS[word])
        elif len(word) <= len(_LETTERS) and all(sign in _LETTERS for sign in word):
            letters.update(_LETTERS[sign] for sign in word)
        elif word not in {"", "AND", "DAN"}:
            return None
    return frozenset(letters)


def read_row(duty: Duty) -> Mapping[str, Cell]:
    """Return the cells of a row by role."""
    return {role: read_cell(written) for role, written in duty.cells.items()}


def roles_with(duty: Duty, letter: RaciLetter) -> tuple[str, ...]:
    """Return the roles whose cell in the row holds ``letter``."""
    return tuple(role for role, cell in read_row(duty).items() if letter in cell.letters)
