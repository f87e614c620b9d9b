"""Words changed in Word go back into the plan's own text: what did not change keeps its marks, references and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.intake.home.wording import Overlap, changed, paragraphs_of, plain, reworded, standing

pytestmark = pytest.mark.requirement("R01")
SOURCE = "The **system** covers [[service:S-01]], as in [[document:D-1]].\nIt stays."
LIST = "Intro.\n\n- one thing\n- two things\n- three things\n\nOutro here."


def spoken(words: str) -> str:
    return words.replace("[[service:S-01]]", "Core banking platform").replace("[[document:D-1]]", "D-1")


BEFORE = plain(spoken(SOURCE))


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        ("covers", "includes", SOURCE.replace("covers", "includes")),
        ("stays.", "stays. Medan too.", f"{SOURCE} Medan too."),
        ("The system", "New: The system", f"New: {SOURCE}"),
        ("Core banking platform", "Core platform", SOURCE.replace("[[service:S-01]]", "Core platform")),
        ("system", "thing", SOURCE.replace("**system**", "thing")),
        ("covers Core", "covers really Core", SOURCE.replace("covers ", "covers really ")),
        (" It stays.", "", SOURCE.partition("\n")[0]),
    ],
    ids=[
        "a word",
        "an end",
        "a beginning",
        "inside a reference",
        "a bold word",
        "before a reference",
        "a sentence less",
    ],
)
def test_only_the_words_that_changed_are_written_anew(old: str, new: str, made: str) -> None:
    assert reworded(SOURCE, spoken, BEFORE, BEFORE.replace(old, new)) == made


WORDS = st.lists(
    st.sampled_from(["one", "two", "three", "[[service:S-01]]", "**bold**", "four,", "five."]), min_size=1, max_size=9
)


@given(WORDS, st.lists(st.sampled_from(["one", "two", "six", "platform", "bold", "seven."]), min_size=1, max_size=9))
def test_the_text_always_says_what_the_document_says(source: list[str], after: list[str]) -> None:
    text = " ".join(source)
    wanted = " ".join(after)
    assert plain(spoken(reworded(text, spoken, plain(spoken(text)), wanted))) == wanted


def test_a_change_of_other_words_made_meanwhile_is_kept() -> None:
    meanwhile = SOURCE.replace("It stays", "It remains")
    both = reworded(meanwhile, spoken, BEFORE, BEFORE.replace("covers", "includes"))
    assert both == meanwhile.replace("covers", "includes")


def test_a_change_of_the_same_words_made_meanwhile_is_an_overlap() -> None:
    with pytest.raises(Overlap):
        reworded(SOURCE.replace("It stays", "It remains"), spoken, BEFORE, BEFORE.replace("It stays", "It goes"))


@pytest.mark.parametrize(
    ("before", "after", "follows", "made"),
    [
        ("two things", "", "", LIST.replace("- two things\n", "")),
        ("three things", "", "", LIST.replace("\n- three things", "")),
        ("one thing", "", "", LIST.replace("- one thing\n", "")),
        ("", "- four things", "one thing", LIST.replace("- two", "- four things\n- two")),
        ("", "A new one.", "three things", LIST.replace("Outro", "A new one.\n\nOutro")),
        ("", "At the top.", "", f"At the top.\n\n{LIST}"),
        ("Outro here.", "", "", LIST.replace("\n\nOutro here.", "")),
        ("Intro.", "", "", LIST.replace("Intro.\n\n", "")),
        ("Outro here.", "Outro there.", "", LIST.replace("here", "there")),
    ],
)
def test_a_paragraph_comes_goes_or_changes_where_it_stands(before: str, after: str, follows: str, made: str) -> None:
    assert changed(LIST, spoken, before, after, follows) == made


def test_words_for_an_empty_text_are_the_text() -> None:
    assert changed("", spoken, "", "Words.") == "Words."


def test_a_paragraph_that_is_gone_cannot_be_taken_out() -> None:
    with pytest.raises(Overlap):
        changed(LIST, spoken, "Something quite different was here.", "")


def test_what_stands_in_place_of_a_paragraph_is_the_one_most_like_it() -> None:
    assert standing(LIST, spoken, "Outro there.") == "Outro here."
    assert standing(LIST, spoken, "Cakes on Fridays") == ""


def test_a_paragraph_of_several_lines_is_one_and_a_table_is_none() -> None:
    assert paragraphs_of("Intro:\n- a\n- b") == ["Intro: - a - b"]
    assert paragraphs_of("- a\n- b") == ["a", "b"]
    assert paragraphs_of("| a | b |\n|---|---|") == []
