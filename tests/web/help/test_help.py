"""The help that ships inside: every topic in both languages, found from the screen that one came from."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from opensmp.i18n import Message
from opensmp.web.help.topics import BY_SLUG, KEYS, TOPICS, topic_for

SignedIn = Callable[..., Client]


@pytest.mark.parametrize("slug", BY_SLUG)
@pytest.mark.requirement("R83")
def test_every_topic_is_a_page_in_both_languages(signed_in: SignedIn, slug: str) -> None:
    pages = {language: signed_in("ratna", language).get(f"/help/{slug}/").content.decode() for language in ("en", "id")}
    for language, page in pages.items():
        assert f'<html lang="{language}"' in page
        assert page.count("<h1") == 1
        assert page.count("<h2") >= len(BY_SLUG[slug].parts)
        assert not re.search(r"\{[a-z_]+\}", page.split("<main")[1]), "no blank is left unfilled"
    assert pages["en"].split("<main")[1] != pages["id"].split("<main")[1]


def test_every_sentence_of_the_help_is_translated() -> None:
    def words() -> list[Message]:
        parts = [part for topic in TOPICS for part in topic.parts]
        said = [each for part in parts for each in (part.title, *part.says, *part.steps)]
        return [
            *said,
            *(each for topic in TOPICS for each in (topic.title, topic.lead)),
            *(does for _keys, does in KEYS),
        ]

    same = [each.text("en") for each in words() if each.text("en") == each.text("id")]
    assert same in ([], [each for each in same if len(each) < 12]), "short names may be the same in both"


def test_every_screen_that_a_topic_helps_with_exists_and_finds_it() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for topic in TOPICS:
        for screen in topic.screens:
            assert screen in names, f"{topic.slug}: {screen}"
            assert BY_SLUG[topic_for(screen)] in TOPICS
    assert topic_for("raci") == "raci"
    assert topic_for("nowhere") == ""


def test_who_comes_from_a_screen_sees_its_topic_first(signed_in: SignedIn) -> None:
    page = signed_in("ratna").get("/help/?for=raci").content.decode().split("<main")[1]
    assert re.search(r"/help/([a-z-]+)/", page)[1] == topic_for("raci")  # type: ignore[index]
    assert signed_in("ratna").get('/help/?for="><script>').status_code == 200


@pytest.mark.parametrize("path", ["/help/../", "/help/first-steps/x/", "/help/First-Steps/", "/help/%2e%2e/"])
def test_what_is_no_topic_is_not_found(db: None, path: str) -> None:
    assert Client(SERVER_NAME="127.0.0.1").get(path).status_code == 404
