"""One paragraph as it is put together from its runs: its words, and how most of its letters look."""

from __future__ import annotations

from collections import Counter

from opensmp.intake.source import letters
from opensmp.intake.word.styles import Look

_MOST = 0.85
"""Share of the letters that must look alike for the paragraph to look so: a heading may end in a plain full stop."""


class Line:
    """Collects the runs of a paragraph."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._looks: Counter[Look] = Counter()
        self.author = ""
        self.ids: list[str] = []
        self.starts_page = False
        self.contents = False

    def add(self, words: str, look: Look) -> None:
        """Add the words of a run."""
        self._words.append(words)
        self._looks[look] += letters(words)

    @property
    def text(self) -> str:
        """The words, without white space at the ends of lines."""
        lines = "".join(self._words).replace("\xa0", " ").split("\n")
        return "\n".join(line.strip() for line in lines).strip("\n")

    def mostly(self, name: str) -> bool:
        """Whether most letters have a switch such as ``bold`` on."""
        total = sum(self._looks.values())
        return total > 0 and sum(n for look, n in self._looks.items() if getattr(look, name)) >= _MOST * total

    @property
    def size(self) -> float:
        """The size of most letters in points; 0 where it is not declared anywhere."""
        sizes: Counter[float] = Counter()
        for look, n in self._looks.items():
            sizes[look.size or 0.0] += n
        return max(sizes, key=lambda size: sizes[size], default=0.0)
