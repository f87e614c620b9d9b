"""Accounts, and what an account may do in which organisation."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from opensmp.store.models.base import Owned


class Accounts(BaseUserManager["Account"]):
    """Making accounts; an e-mail address is one account, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **more: object) -> Account:
        """Store an account; without a password nobody can sign in until one is set."""
        account = self.model(email=email.strip().lower(), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A person who can sign in, in any number of organisations. ``shortcuts`` off keeps single keys for typing."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="en")
    theme = models.CharField(max_length=5, default="auto")
    shortcuts = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        """Two letters for the corner of a page."""
        words = self.name.split()
        return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()

    @property
    def is_staff(self) -> bool:
        """Nobody: there is no back door beside the workspace."""
        return False

    is_superuser = is_staff


class Role(models.TextChoices):
    """What somebody is in an organisation; the words on screen stand in ``web``."""

    ADMINISTRATOR = "administrator"
    SMS_OWNER = "sms_owner"
    TOP_MANAGEMENT = "top_management"
    PRACTICE_OWNER = "practice_owner"
    CONTRIBUTOR = "contributor"
    INTERNAL_AUDITOR = "internal_auditor"
    EXTERNAL_AUDITOR = "external_auditor"


class Membership(Owned):
    """An account in an organisation. ``person`` is its id in the register of people; ``until`` the last day it counts."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    person = models.CharField(max_length=120, blank=True, default="")
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "account"], name="one_membership")]


class Invitation(Owned):
    """A link to join, for one address, once. Only the SHA-256 of its secret is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True, default="")
    role = models.CharField(max_length=20, choices=Role.choices)
    person = models.CharField(max_length=120, blank=True, default="")
    until = models.DateField(null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
