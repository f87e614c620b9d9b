"""The search over all texts of the plan finds every passage that says a word, and no other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.dossier.texts import Text
from opensmp.dossier.wording import Wording
from opensmp.plan.prose import Prose

PIECES = st.lists(st.text(alphabet="ab \n.-\0İ", max_size=12), min_size=1, max_size=6)


def wording(*texts: str) -> Wording:
    return Wording([Text(("plan", str(place)), Prose.of(words)) for place, words in enumerate(texts)], "en")


def between_blanks(words: str) -> str:
    return f" {words} ".lower().replace("\n", " ").replace("\0", " ")


def said(found: object) -> list[str]:
    return [passage.words for passage in found]  # type: ignore[attr-defined]  # any iterable of passages


@pytest.mark.requirement("R55")
def test_a_phrase_is_found_across_a_broken_line_and_in_any_case() -> None:
    plan = wording("We follow\nBest\npractice.", "Our practice is best.")
    assert said(plan.saying(["best practice"])) == ["We follow\nBest\npractice."]


def test_a_word_inside_another_word_is_not_said() -> None:
    plan = wording("Somewhere", "Write the scope here.")
    assert said(plan.saying(["here"])) == ["Write the scope here."]
    assert len(plan.holding(["here"])) == 2


def test_an_empty_plan_says_nothing() -> None:
    plan = wording()
    assert not plan.saying(["a"])
    assert not plan.holding(["a"])
    assert not tuple(plan.words_of(["a"]))


@given(PIECES, st.text(alphabet="ab .-", min_size=1, max_size=3))
def test_the_search_finds_what_a_search_in_each_text_finds(pieces: list[str], sign: str) -> None:
    plan = wording(*pieces)
    one_by_one = [passage for passage in plan.passages if sign in between_blanks(passage.words)]
    assert list(plan.holding([sign])) == one_by_one


@given(PIECES, st.text(alphabet="ab .-İ", min_size=1, max_size=5))
def test_a_phrase_is_said_where_it_stands_between_ends_of_words(pieces: list[str], phrase: str) -> None:
    plan = wording(*pieces)
    whole = re.compile(rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])")
    one_by_one = [passage for passage in plan.passages if whole.search(between_blanks(passage.words))]
    assert list(plan.saying([phrase])) == one_by_one


@given(PIECES)
def test_every_use_of_a_word_is_told_in_its_order(pieces: list[str]) -> None:
    plan = wording(*pieces)
    spoken = [re.findall("[a-z0-9]+", between_blanks(passage.words)) for passage in plan.passages]
    wanted = [[word for word in words if word in {"a", "ab"}] for words in spoken]
    assert [words for _passage, words in plan.words_of(["ab", "a"])] == [words for words in wanted if words]


@given(PIECES)
def test_words_belong_to_the_passage_that_says_them(pieces: list[str]) -> None:
    plan = wording(*pieces)
    for passage, words in plan.words_of(["a", "b", "ab"]):
        assert words
        assert all(word in passage.words.lower() for word in words)
