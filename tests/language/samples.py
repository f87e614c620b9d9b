"""The labelled sentences of this folder and of the test data, as values."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).with_name("cases.txt")
OWN_EXAMPLES = Path(__file__).with_name("examples.txt")
TEST_DATA = os.environ.get("OPENSMP_TEST_DATA", "")


@dataclass(frozen=True)
class Case:
    """A sentence with its four flags: metric, target, deadline, period."""

    text: str
    flags: tuple[bool, bool, bool, bool]


def cases(path: Path) -> list[Case]:
    """Read ``MTDP sentence ‖ note`` lines; headings and comments start with #."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1] in {"0", "1"}:
            sentence, _, _note = line[5:].partition(" ‖")
            metric, target, deadline, period = (sign == "1" for sign in line[:4])
            found.append(Case(sentence.strip(), (metric, target, deadline, period)))
    return found


def objectives() -> Iterator[tuple[str, str]]:
    """Yield text and label of the public objectives."""
    with (Path(TEST_DATA) / "objectives" / "objectives.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            yield row["text"], row["label"]
