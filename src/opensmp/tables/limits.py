"""How much of a file is read before it is refused; each over-run names its cap."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The caps on one file, with the defaults for a file that a stranger may have sent.

    ``workbook_bytes`` and ``text_bytes`` count the file as it lies on the disk. ``inflated_bytes`` and
    ``inflated_text_bytes`` are what the parts of a workbook and a text packed with gzip unpack to, counted while they
    unpack; beyond ``inflated_bytes``, a text may unpack to a hundred times its size. ``rows`` and ``cells`` hold for
    a workbook; text is streamed and its rows are not counted against a cap. ``cell`` is characters, ``depth`` the
    nesting of JSON and XML. ``memory`` (bytes) and ``seconds`` bind the child process.
    """

    workbook_bytes: int = 25 * MEGABYTE
    text_bytes: int = 500 * MEGABYTE
    inflated_bytes: int = 200 * MEGABYTE
    inflated_text_bytes: int = 200 * MEGABYTE
    members: int = 2_000
    rows: int = 500_000
    columns: int = 500
    cells: int = 2_000_000
    cell: int = 32_767
    depth: int = 64
    memory: int = 300 * MEGABYTE
    seconds: int = 10

    def as_json(self) -> dict[str, int]:
        """Return the caps by name, for the child process."""
        return asdict(self)


UPLOAD = Limits()
"""For a file that arrives through the web, and the default everywhere."""

LOCAL = replace(UPLOAD, text_bytes=100_000 * MEGABYTE, inflated_text_bytes=5_000 * MEGABYTE, seconds=30)
"""For a file that a person names on their own machine: text may be as long as the disk holds, workbooks stay capped."""
