"""Each variable of the environment: what it gives where it is right, and the sentence where it is wrong."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from opensmp.i18n import Unavailable, Unreadable
from opensmp.site import environment

VARIABLES = (
    "HOME", "MODE", "BASE_URL", "SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "EMAIL_FROM", "BEHIND_PROXY", "COLLECTED",
    "OIDC_URL", "OIDC_CLIENT", "OIDC_SECRET", "OIDC_NAME",
)  # fmt: skip


class Surroundings:
    """Sets variables by their short names: ``given(MODE="demo")``."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def __call__(self, **variables: str) -> None:
        for name, value in variables.items():
            self._patch.setenv(f"OPENSMP_{name}", value)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Surroundings:
    """An environment in which nothing of ours is set, in a home of its own."""
    for name in VARIABLES:
        monkeypatch.delenv(f"OPENSMP_{name}", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return Surroundings(monkeypatch)


def test_data_stand_where_the_person_says_else_in_a_folder_of_their_own(
    given: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert environment.home() == tmp_path / ".local/share/opensmp"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert environment.home() == tmp_path / "xdg/opensmp"
    given(HOME="~/plans/../data")
    assert environment.home() == (tmp_path / "data").resolve()


@pytest.mark.parametrize("said", ["demo", "production"])
def test_a_mode_is_one_of_two(given: Surroundings, said: str) -> None:
    assert environment.mode() == "production", "safe where nothing is said"
    given(MODE=said)
    assert environment.mode() == said


@pytest.mark.parametrize("said", ["", "Demo", "debug", "prod"])
def test_another_mode_is_told(given: Surroundings, said: str) -> None:
    given(MODE=said)
    with pytest.raises(Unreadable, match="OPENSMP_MODE") as told:
        environment.mode()
    assert f"“{said}”" in str(told.value)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("https://smp.example.org", "https://smp.example.org"), ("https://smp.example.org/", "https://smp.example.org"),
        ("http://10.0.0.7:8000", "http://10.0.0.7:8000"), ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)  # fmt: skip
def test_the_address_people_type_is_scheme_and_host(given: Surroundings, said: str, means: str) -> None:
    assert environment.base_url() == "http://127.0.0.1:8000"
    given(BASE_URL=said)
    assert environment.base_url() == means


@pytest.mark.parametrize(
    "said",
    [
        "",
        "smp.example.org",
        "ftp://smp.example.org",
        "https://",
        "https://smp.example.org/plan",
        "https://[::1",
        "https://a:web",
        "//a",
    ],
)
def test_another_address_is_told(given: Surroundings, said: str) -> None:
    given(BASE_URL=said)
    with pytest.raises(Unreadable, match="OPENSMP_BASE_URL") as told:
        environment.base_url()
    assert "scheme and host" in str(told.value)


def test_the_key_is_made_once_kept_for_oneself_alone_and_used_again(given: Surroundings, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "home"
    made = environment.secret_key(folder)
    assert len(made) >= 64
    assert environment.secret_key(folder) == made
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert environment.secret_key(tmp_path / "other") != made


def test_processes_that_start_together_share_one_key(given: Surroundings, tmp_path: Path) -> None:
    for n in range(8):
        folder, together = tmp_path / str(n), Barrier(6)

        def key(folder: Path = folder, together: Barrier = together) -> str:
            together.wait()
            return environment.secret_key(folder)

        with ThreadPoolExecutor(6) as pool:
            made = {each.result() for each in [pool.submit(key) for _process in range(6)]}
        assert made == {(folder / "secret.key").read_text()}
        assert len(made.pop()) >= 64
        assert [each.name for each in folder.iterdir()] == ["secret.key"], "nothing lies about"


def test_a_key_of_ones_own_is_long_and_never_stored(given: Surroundings, tmp_path: Path) -> None:
    given(SECRET_KEY="k" * 50)
    assert environment.secret_key(tmp_path) == "k" * 50
    assert not (tmp_path / "secret.key").exists()
    given(SECRET_KEY="k" * 49)
    with pytest.raises(Unreadable, match="too short") as told:
        environment.secret_key(tmp_path)
    assert "kkk" not in str(told.value), "a secret is not repeated"


def test_a_folder_that_is_none_is_told_with_the_variable_that_names_it(given: Surroundings, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for ask in (environment.secret_key, environment.database):
        with pytest.raises(Unavailable, match="cannot be used") as told:
            ask(file / "inside")
        assert "OPENSMP_HOME" in str(told.value)


def test_the_database_is_a_file_in_the_folder_that_flushes_every_commit(given: Surroundings, tmp_path: Path) -> None:
    made = environment.database(tmp_path / "home")
    assert made["ENGINE"].endswith("sqlite3")
    assert made["NAME"] == str(tmp_path / "home" / "opensmp.sqlite3")
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
        assert pragma in made["OPTIONS"]["init_command"]
    assert (tmp_path / "home").is_dir()


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("postgresql://ana:s%40c%2Fret@db.example:6432/plans",
         {"NAME": "plans", "USER": "ana", "PASSWORD": "s@c/ret", "HOST": "db.example", "PORT": "6432", "OPTIONS": {}}),
        ("postgres://db.example/plans", {"NAME": "plans", "USER": "", "PASSWORD": "", "HOST": "db.example", "PORT": ""}),
        ("postgresql:///plans?host=%2Fvar%2Frun%2Fpostgresql", {"NAME": "plans", "HOST": "/var/run/postgresql", "OPTIONS": {}}),
        ("postgresql://db.example/plans?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
         {"HOST": "db.example", "OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}}),
    ],
)  # fmt: skip
def test_an_address_of_postgresql_is_taken_apart(
    given: Surroundings, tmp_path: Path, said: str, means: dict[str, Any]
) -> None:
    given(DATABASE_URL=said)
    made = environment.database(tmp_path / "none")
    assert made["ENGINE"].endswith("postgresql")
    assert {name: made[name] for name in means} == means
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "said",
    [
        "mysql://db/plan",
        "db.example/plan",
        "postgresql://db.example",
        "postgresql://db.example/",
        "postgresql://db:port/plan",
    ],
)
def test_another_database_is_told_without_its_password(given: Surroundings, tmp_path: Path, said: str) -> None:
    given(DATABASE_URL=said.replace("://", "://ana:hidden@"))
    with pytest.raises(Unreadable, match="OPENSMP_DATABASE_URL") as told:
        environment.database(tmp_path)
    assert "hidden" not in str(told.value)


@pytest.mark.parametrize(
    ("said", "port", "ssl", "tls"),
    [
        ("smtps://mail.example", 465, True, False), ("smtp://mail.example", 587, False, True),
        ("smtp://mail.example:25", 25, False, False), ("smtps://mail.example:2465", 2465, True, False),
        ("smtp://mail.example:2525", 2525, False, True),
    ],
)  # fmt: skip
def test_mail_is_encrypted_unless_it_is_the_plain_port_of_a_relay(
    given: Surroundings, said: str, port: int, ssl: bool, tls: bool
) -> None:
    given(EMAIL_URL=said.replace("://", "://post:s%40c@"))
    made = environment.email()
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"], made["EMAIL_USE_SSL"], made["EMAIL_USE_TLS"]) == (
        "mail.example", port, ssl, tls
    )  # fmt: skip
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("post", "s@c")


def test_without_a_mail_server_messages_are_files_and_nothing_is_lost(given: Surroundings, tmp_path: Path) -> None:
    given(HOME=str(tmp_path))
    made = environment.email()
    assert made["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert made["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


@pytest.mark.parametrize(
    "said", ["mail.example", "https://mail.example", "smtp://", "smtps://mail.example:port", "smtp://:25"]
)
def test_another_mail_server_is_told(given: Surroundings, said: str) -> None:
    given(EMAIL_URL=said)
    with pytest.raises(Unreadable, match="OPENSMP_EMAIL_URL"):
        environment.email()


def test_a_sign_in_service_is_described_in_full_or_not_at_all(given: Surroundings) -> None:
    assert environment.oidc() is None
    given(OIDC_CLIENT="opensmp", OIDC_SECRET="s")  # noqa: S106  # a variable of the environment
    assert environment.oidc() is None
    given(OIDC_URL="https://id.example")
    made = environment.oidc()
    assert made is not None
    assert (made["name"], made["client_id"], made["secret"]) == ("OpenID Connect", "opensmp", "s")
    assert made["settings"] == {"server_url": "https://id.example"}
    given(OIDC_NAME="Our directory")
    assert (environment.oidc() or {})["name"] == "Our directory"


@pytest.mark.parametrize(
    ("url", "client", "secret"),
    [
        ("https://id.example", "", "s"),
        ("https://id.example", "c", ""),
        ("http://id.example", "c", "s"),
        ("id.example", "c", "s"),
    ],
)
def test_half_a_sign_in_service_is_told(given: Surroundings, url: str, client: str, secret: str) -> None:
    given(OIDC_URL=url, OIDC_CLIENT=client, OIDC_SECRET=secret)
    with pytest.raises(Unreadable, match="not described in full"):
        environment.oidc()


@pytest.mark.parametrize(("said", "means"), [("1", True), ("0", False), ("yes", False), ("", False)])
def test_a_switch_is_on_only_where_it_says_one(given: Surroundings, said: str, means: bool) -> None:
    assert (environment.behind_proxy(), environment.collected()) == (False, False)
    given(BEHIND_PROXY=said, COLLECTED=said)
    assert (environment.behind_proxy(), environment.collected()) == (means, means)


def test_letters_come_from_the_address_that_was_set(given: Surroundings) -> None:
    assert environment.sender() == "OpenSMP <opensmp@localhost>"
    given(EMAIL_FROM="Plans <plans@bank.example>")
    assert environment.sender() == "Plans <plans@bank.example>"
