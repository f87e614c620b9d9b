"""Messages keep their values and are spoken in either language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from opensmp.i18n import Forbidden, Message, Refused, Unavailable, Unreadable, _, n_, speak
from opensmp.plan.prose import Prose


def test_a_message_speaks_numbers_and_dates_as_its_language_does() -> None:
    said = _("{n} records until {day}", n=1284, day=date(2027, 3, 31))
    assert said.text("en") == "1,284 records until 31 March 2027"
    assert said.text("id").startswith("1.284 ")
    assert "31 Maret 2027" in said.text("id")


def test_decimals_keep_the_digits_they_were_given() -> None:
    assert speak(Decimal("99.50"), "en") == "99.50"
    assert speak(Decimal("99.50"), "id") == "99,50"
    assert speak(Decimal("-1234567.8"), "id") == "-1.234.567,8"


@pytest.mark.parametrize(
    ("words", "english", "indonesian"),
    [
        (_("at least {n} %", n=Decimal("99.5")), "at least 99.5%", "99,5%"),
        (_("at least 95 %"), "at least 95%", "95%"),
        (_("{n}%", n=Decimal("84.6")), "84.6%", "84,6%"),
        (_("{value} {unit}", value=Decimal("84.6"), unit="%"), "84.6%", "84,6%"),
        (n_("{n} record of {share} %", "{n} records of {share} %", 2, share=Decimal("7.5")), "2 records of 7.5%", "7,5%"),
    ],
)  # fmt: skip
def test_a_share_is_spelled_in_one_way_however_its_sentence_was_typed(
    words: Message, english: str, indonesian: str
) -> None:
    assert words.text("en") == english
    assert indonesian in words.text("id")


def test_the_plans_own_words_keep_their_spelling() -> None:
    assert (
        _("The plan says “{text}”.", text="at least 95 % of 100 %").text("en")
        == "The plan says “at least 95 % of 100 %”."
    )


def test_lists_are_joined_as_people_join_them() -> None:
    assert speak((), "en") == ""
    assert speak(("scope",), "en") == "scope"
    assert speak(("scope", "roles", "resources"), "en") == "scope, roles and resources"


def test_a_prose_inside_a_message_follows_its_language() -> None:
    name = Prose.of({"en": "Core banking", "id": "Perbankan inti"})
    assert _("{name}", name=name).text("id") == "Perbankan inti"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 findings"), (1, "one finding"), (2, "2 findings"), (1000, "1,000 findings")]
)
def test_one_and_many_differ(n: int, said: str) -> None:
    assert n_("one finding", "{n} findings", n).text("en") == said


def test_equal_messages_are_equal_values() -> None:
    assert _("{a}", a="x") == _("{a}", a="x")
    assert _("{a}", a="x") != _("{a}", a="y")
    assert len({_("{a}", a="x"), _("{a}", a="x")}) == 1


def test_braces_in_values_are_only_words() -> None:
    assert _("“{quote}”", quote="{{ organisation }} {0}").text("en") == "“{{ organisation }} {0}”"


@pytest.mark.parametrize(("kind", "code"), [(Refused, 1), (Forbidden, 1), (Unreadable, 2), (Unavailable, 3)])
def test_a_refusal_says_what_and_how_to_mend_it(kind: type, code: int) -> None:
    refusal = kind(_("This folder is not empty."), _("Choose another name."))
    assert refusal.exit_code == code
    assert refusal.text("en").splitlines() == ["This folder is not empty.", "Choose another name."]
