"""What the environment says, read once, with words for whoever set it wrongly."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from opensmp.i18n import Unavailable, Unreadable, _


class Address(NamedTuple):
    """The parts of an address from the environment; all empty where it is none (a port of letters, half a bracket)."""

    scheme: str = ""
    host: str = ""
    port: int | None = None
    path: str = ""
    query: str = ""
    name: str = ""
    password: str = ""


def _address(said: str) -> Address:
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        return Address()
    named = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(parts.scheme, parts.hostname or "", port, parts.path, parts.query, *named)


def home() -> Path:
    """Return the folder of data: ``OPENSMP_HOME``, else a folder of the user's own."""
    named = os.environ.get("OPENSMP_HOME")
    if named:
        return Path(named).expanduser().resolve()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "opensmp"


def mode() -> str:
    """Return ``demo`` (loopback, plain http, an example) or ``production``."""
    said = os.environ.get("OPENSMP_MODE", "production")
    if said not in ("demo", "production"):
        raise Unreadable(
            _("OPENSMP_MODE is “{said}”.", said=said),
            _("Set it to production, or leave it out; demo is for `opensmp demo`."),
        )
    return said


def base_url() -> str:
    """Return the address people type, ``OPENSMP_BASE_URL``: links in e-mails begin with it, never with a request's host."""
    said = os.environ.get("OPENSMP_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    parts = _address(said)
    if parts.scheme not in ("http", "https") or not parts.host or parts.path:
        raise Unreadable(
            _("OPENSMP_BASE_URL is “{said}”.", said=said),
            _("Write scheme and host, such as https://smp.example.org, without a path."),
        )
    return said


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions: ``OPENSMP_SECRET_KEY``, else one made once and kept in the data folder."""
    said = os.environ.get("OPENSMP_SECRET_KEY", "")
    if said:
        if len(said) < 50:
            raise Unreadable(
                _("OPENSMP_SECRET_KEY is too short."), _("Use at least 50 random characters, or leave it out.")
            )
        return said
    kept = folder / "secret.key"
    try:
        return kept.read_text()
    except FileNotFoundError:
        return _made_once(kept)
    except OSError as trouble:
        raise _closed(folder, trouble) from trouble


def _made_once(kept: Path) -> str:
    """Keep a new key and return the one that is kept: of processes that start together, one makes it and all read it.

    It is written beside its place and linked there, which only the first can do, so that nobody reads half a key.
    """
    beside = kept.with_name(f".{kept.name}.{secrets.token_hex(8)}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                kept.hardlink_to(beside)
        finally:
            beside.unlink(missing_ok=True)
        return kept.read_text()
    except OSError as trouble:
        raise _closed(kept.parent, trouble) from trouble


def _closed(folder: Path, trouble: OSError) -> Unavailable:
    return Unavailable(
        _(
            "The folder of data {folder} cannot be used: {reason}.",
            folder=str(folder),
            reason=trouble.strerror or str(trouble),
        ),
        _("Name one that you may write to with OPENSMP_HOME."),
    )


SQLITE_OPTIONS: Mapping[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=wal; PRAGMA synchronous=full; PRAGMA foreign_keys=on",
}
"""WAL with every commit flushed: the one setting that lost nothing in simulated power losses and stayed fast."""


def database(folder: Path) -> dict[str, Any]:
    """Return Django's description of the database: ``OPENSMP_DATABASE_URL`` (PostgreSQL), else SQLite in the folder."""
    said = os.environ.get("OPENSMP_DATABASE_URL", "")
    if not said:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as trouble:
            raise _closed(folder, trouble) from trouble
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "opensmp.sqlite3"),
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    parts = _address(said)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Unreadable(
            _("OPENSMP_DATABASE_URL is not the address of a PostgreSQL database."),
            _("Write it as postgresql://name:password@host:5432/database, or leave it out for SQLite."),
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": parts.name,
        "PASSWORD": parts.password,
        "HOST": unquote(query.get("host", parts.host)),
        "PORT": str(parts.port or ""),
        "OPTIONS": {name: unquote(held) for name, held in query.items() if name.startswith("ssl")},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def email() -> dict[str, Any]:
    """Return Django's e-mail settings: ``OPENSMP_EMAIL_URL`` (smtp:// or smtps://), else messages are files in the folder."""
    said = os.environ.get("OPENSMP_EMAIL_URL", "")
    if not said:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(home() / "mail"),
        }
    parts = _address(said)
    if parts.scheme not in ("smtp", "smtps") or not parts.host:
        raise Unreadable(
            _("OPENSMP_EMAIL_URL is not the address of a mail server."),
            _("Write it as smtps://name:password@host:465."),
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.host,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": parts.name,
        "EMAIL_HOST_PASSWORD": parts.password,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.port != 25,
        "EMAIL_TIMEOUT": 10,
    }


def behind_proxy() -> bool:
    """Whether ``OPENSMP_BEHIND_PROXY=1`` says that a proxy of our own ends TLS and sets X-Forwarded-Proto."""
    return os.environ.get("OPENSMP_BEHIND_PROXY") == "1"


def sender() -> str:
    """Return the address that e-mails come from: ``OPENSMP_EMAIL_FROM``."""
    return os.environ.get("OPENSMP_EMAIL_FROM", "OpenSMP <opensmp@localhost>")


def oidc() -> dict[str, Any] | None:
    """Return the sign-in service of the organisation (OpenID Connect): ``OPENSMP_OIDC_URL``, ``_CLIENT`` and ``_SECRET``."""
    url = os.environ.get("OPENSMP_OIDC_URL", "")
    if not url:
        return None
    client, secret = os.environ.get("OPENSMP_OIDC_CLIENT", ""), os.environ.get("OPENSMP_OIDC_SECRET", "")
    if not url.startswith("https://") or not client or not secret:
        raise Unreadable(
            _("The sign-in service is not described in full."),
            _("Set OPENSMP_OIDC_URL (https://…), OPENSMP_OIDC_CLIENT and OPENSMP_OIDC_SECRET together."),
        )
    name = os.environ.get("OPENSMP_OIDC_NAME", "OpenID Connect")
    return {"provider_id": "oidc", "name": name, "client_id": client, "secret": secret, "settings": {"server_url": url}}


def collected() -> bool:
    """Whether static files were collected for serving: named by their content, compressed, kept by browsers for ever."""
    return os.environ.get("OPENSMP_COLLECTED") == "1"
