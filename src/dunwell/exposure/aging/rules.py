"""How open amounts fall into buckets: on which date, at which edges, and where credits go (handbook §1.9)."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

DEFAULT_EDGES = (30, 60, 90, 120)
UNAPPLIED = -1
MOST_EDGES = 12
FARTHEST_EDGE = 3650


class Basis(StrEnum):
    """The date that an item ages from. Reports on different dates are different reports and never mixed."""

    DUE = "due"
    DOCUMENT = "document"
    POSTING = "posting"


class Credits(StrEnum):
    """Where negative open amounts go.

    `separate_column` (default): into `unapplied`, which nets the total. `by_own_date`: into the bucket of their
    document date. `oldest_first_notional`: netted against the customer's oldest items of the same currency; what is
    left over is `unapplied`. `exclude`: left out, so the total is the gross of debits (the only one that does not tie
    to the ledger).
    """

    SEPARATE_COLUMN = "separate_column"
    BY_OWN_DATE = "by_own_date"
    OLDEST_FIRST_NOTIONAL = "oldest_first_notional"
    EXCLUDE = "exclude"


class By(StrEnum):
    """What the rows of a report stand for; each row is of one currency."""

    CUSTOMER = "customer"
    PARENT = "parent"
    OWNER = "owner"
    SEGMENT = "segment"
    CURRENCY = "currency"
    CREDITOR = "creditor"


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of a report: bucket i holds ages above bounds[i-1] up to and including bounds[i].

    The first, "current", holds 0 days and fewer (by document or posting date also what is dated after the day
    of the report) and the last everything older: every age is in exactly one, and the keys are the same on every basis.
    """

    bounds: tuple[int, ...]
    labels: tuple[str, ...]

    def bucket_of(self, days: int) -> int:
        """Return the index of the bucket that an age in days falls into."""
        return sum(days > bound for bound in self.bounds)


@dataclass(frozen=True, slots=True)
class Question:
    """What kind of aging is asked for; the day, the instant and the customer are parameters of the answer.

    `base_currency` restates amounts (None keeps document currency) with its `digits`. `is_as_known` counts only what
    was recorded by an instant; `is_one_customer` narrows to one customer.
    """

    basis: Basis = Basis.DUE
    edges: tuple[int, ...] = DEFAULT_EDGES
    credits: Credits = Credits.SEPARATE_COLUMN
    base_currency: str | None = None
    digits: int = 2
    is_as_known: bool = False
    is_one_customer: bool = False


def check_edges(edges: tuple[int, ...]) -> tuple[int, ...]:
    """Refuse edges that are not whole days above zero in rising order."""
    rising = all(first < second for first, second in pairwise(edges))
    if not edges or len(edges) > MOST_EDGES or not rising or edges[0] < 1 or edges[-1] > FARTHEST_EDGE:
        raise Refusal(
            "exposure.aging.bad_edges",
            gettext_noop(
                "Give at most {most} bucket edges, in whole rising days from 1 to {farthest}, like 30,60,90,120."
            ),
            edges=",".join(str(edge) for edge in edges),
            most=MOST_EDGES,
            farthest=FARTHEST_EDGE,
        )
    return edges


def parse_edges(text: str) -> tuple[int, ...]:
    """Read edges written as `30,60,90,120`; refuse anything else."""
    try:
        edges = tuple(int(piece) for piece in text.replace(" ", "").split(","))
    except ValueError:
        edges = ()
    return check_edges(edges)


def buckets_of(edges: tuple[int, ...] = DEFAULT_EDGES) -> Buckets:
    """Return the buckets of edges: 30 days past due is in "1-30", 31 in "31-60", 121 in "over 120"."""
    edges = check_edges(edges)
    starts = (1, *(edge + 1 for edge in edges))
    spans = [f"{start}-{edge}" for start, edge in zip(starts, edges, strict=False)]
    last = f"over {edges[-1]}"
    return Buckets(bounds=(0, *edges), labels=("current", *spans, last))
