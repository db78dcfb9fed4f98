"""Verbs on idempotency keys: claim one, keep the answer with it, forget old ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from dunwell.platform.command import command
from dunwell.platform.idempotency import rules
from dunwell.platform.idempotency.models import IdempotencyKey


@dataclass(frozen=True)
class Answered:
    """What was answered before."""

    status: int
    answer: str


_CLAIM = """
    INSERT INTO platform_idempotency_key (creditor_id, token_id, key, request_digest, answer, created_at)
    VALUES (%s, %s, %s, %s, '', %s) ON CONFLICT (token_id, key) DO NOTHING RETURNING id
"""


def claim_key(*, creditor_id: int, token_id: int, key: str, request_digest: str, at: datetime) -> Answered | int:
    """Claim a key inside the transaction that writes, and return its id; or the answer given before.

    A second request with the key waits here until the first has committed (then it gets the first's answer) or was
    rolled back (then it goes ahead). Refuses a key that was used for another request.
    """
    rules.check_key(key)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [creditor_id, token_id, key, request_digest, at])
        row = cursor.fetchone()
    if row is not None:
        return int(row[0])
    kept = IdempotencyKey.objects.get(token_id=token_id, key=key)
    rules.check_same(kept.request_digest, request_digest)
    return Answered(kept.status or 200, kept.answer)


def keep_answer(*, key_id: int, status: int, answer: str) -> None:
    """Keep what was answered, in the transaction of what it did."""
    IdempotencyKey.objects.filter(pk=key_id).update(status=status, answer=answer)


@command
def forget_keys(*, at: datetime, days: int = rules.KEPT_DAYS) -> int:
    """Forget keys that nobody will ask for again; returns how many."""
    count, _ = IdempotencyKey.objects.filter(created_at__lt=at - timedelta(days=days)).delete()
    return count
