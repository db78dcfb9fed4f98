"""The whole sample book: three creditors, some four hundred customers, eighteen months."""

from datetime import date

from dunwell.runs.sample.freight import freight_book
from dunwell.runs.sample.people import USERS
from dunwell.runs.sample.shapes import SampleBook
from dunwell.runs.sample.subscription import subscription_book
from dunwell.runs.sample.wholesale import wholesale_book

SEED = 7


def sample_book(as_of: date, *, seed: int = SEED) -> SampleBook:
    """Write the sample book as it stands on the morning of a day: the same day and seed give the same book.

    Every document and movement is dated before `as_of`; only holds reach past it.
    """
    creditors = tuple(write(seed=seed, as_of=as_of) for write in (freight_book, wholesale_book, subscription_book))
    return SampleBook(as_of=as_of, seed=seed, creditors=creditors, users=USERS)
