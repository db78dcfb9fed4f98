"""People who sign in, and what they are at each creditor."""

from typing import ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.rules import Role


class UserManager(BaseUserManager["User"]):
    """Makes and finds people by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with that e-mail."""
        return self.get(email__iexact=username or "")


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person of the desk. Rights come from memberships only; `is_operator` may make creditors and people."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200)
    language = models.CharField(max_length=20, default="en")
    theme = models.CharField(max_length=10, default="system")
    density = models.CharField(max_length=12, default="comfortable")
    single_keys = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        db_table = "platform_user"

    def __str__(self) -> str:
        return self.full_name or self.email


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """One person's role at one creditor, with the minutes a day that worklists may fill."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    capacity_minutes = models.PositiveIntegerField(default=240)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "platform_membership"
        constraints = [models.UniqueConstraint(fields=["creditor", "user"], name="membership_once_per_creditor")]

    def __str__(self) -> str:
        return f"{self.user} is {self.role} at {self.creditor}"
