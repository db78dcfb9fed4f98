"""The seeded book of the cash benchmark: customers with families, and open items that the receipts will pay.

Money is whole cents of two digits in every currency (yen in steps of 100), dates are days since 1970. Items of a
customer come in runs of neighboring numbers, as invoices of one evening do.
"""

from dataclasses import dataclass
from random import Random

import numpy as np
from cash_names import PLACES, account_of, branch_name, chinese_names, english_names

CURRENCIES = ("USD", "HKD", "EUR", "JPY")
FIRST_NUMBER = 104_729
HISTORY_DAYS = 150
NET_DAYS = (14, 30, 45, 60)
STYLES = 6


@dataclass(slots=True)
class Customers:
    """Who owes, one row each; row 0 is customer 1."""

    name: list[str]
    other_name: list[str]
    traditional_name: list[str]
    simplified_name: list[str]
    country: list[str]
    parent: np.ndarray
    family: np.ndarray
    currency: np.ndarray
    discount_basis_points: np.ndarray
    discount_days: np.ndarray
    net_days: np.ndarray

    def account(self, row: int) -> str:
        """Return the account that a customer pays from."""
        return account_of(row + 1, self.country[row])


@dataclass(slots=True)
class Book:
    """Customers and their open items as arrays; item row i is item_id i + 1."""

    customers: Customers
    as_of_day: int
    customer: np.ndarray
    is_credit: np.ndarray
    document_day: np.ndarray
    due_day: np.ndarray
    cents: np.ndarray
    installments: np.ndarray
    used: np.ndarray
    by_family: np.ndarray
    family_start: np.ndarray

    def pool(self, customer: int) -> np.ndarray:
        """Return the item rows of a customer's whole family, in the order of their numbers."""
        family = int(self.customers.family[customer])
        return self.by_family[self.family_start[family] : self.family_start[family + 1]]

    def number(self, row: int) -> str:
        """Return an item's document number, in the style its customer's invoices have."""
        number, customer = FIRST_NUMBER + row, int(self.customer[row])
        year = (np.datetime64(int(self.document_day[row]), "D")).astype(object).year
        if self.is_credit[row]:
            return f"CM-{number:07d}"
        return (
            f"INV-{number:07d}",
            f"{year}-{number:07d}",
            f"{10_000_000 + number}",
            f"SI{number:08d}",
            f"HK/{year % 100:02d}/{number:07d}",
            f"F{number:07d}{'ABCDEFGHJKLMNPRSTUVWXYZ'[number % 23]}",
        )[customer % STYLES]

    def purchase_order(self, row: int) -> str:
        """Return the customer's own order number."""
        spread = (row + 1) * 7_919 % 9_999_991
        return f"45{spread:08d}" if int(self.customer[row]) % 2 else f"PO-{spread:07d}"

    def load_number(self, row: int) -> str:
        """Return the load number; items of a third of the customers are freight and have one."""
        return f"L{(row + 1) * 104_729 % 9_000_000 + 1_000_000}" if int(self.customer[row]) % 3 == 0 else ""

    def waybill_number(self, row: int) -> str:
        """Return the waybill number of a freight item: carrier, seven digits, check digit."""
        serial = (row + 1) * 7_907 % 9_999_991
        return f"784-{serial:07d}{serial % 7}" if int(self.customer[row]) % 3 == 0 else ""


def make_book(seed: int, items: int, customers: int, as_of_day: int) -> Book:
    """Draw customers and open items; the same arguments give the same book."""
    rng, draw = Random(f"{seed} customers"), np.random.default_rng([seed, 11])
    people = make_customers(rng, draw, customers)
    weights = 1.0 / (np.arange(1, customers + 1) + 8.0) ** 0.55
    draw.shuffle(weights)
    running = np.cumsum(weights) / weights.sum()
    runs = np.minimum(np.searchsorted(running, draw.random(items), side="right"), customers - 1)
    customer = np.repeat(runs, np.minimum(draw.geometric(0.55, items), 5))[:items]
    is_credit = draw.random(items) < 0.06
    document_day = as_of_day - 1 - draw.integers(0, HISTORY_DAYS, items)
    cents = np.minimum((draw.pareto(1.25, items) + 1.0) * 9_000, 4e8).astype(np.int64)
    cents = np.where(is_credit, -(cents // 9 + 500), cents)
    # One customer in nine subscribes: every invoice of theirs is the same amount.
    subscribes = (customer % 9 == 4) & ~is_credit
    cents = np.where(subscribes, 4_900 + customer % 37 * 1_000, cents)
    cents = np.where(people.currency[customer] == CURRENCIES.index("JPY"), cents // 100 * 10_000, cents)
    family = people.family[customer]
    by_family = np.argsort(family, kind="stable")
    start = np.searchsorted(family[by_family], np.arange(customers + 1))
    return Book(
        customers=people,
        as_of_day=as_of_day,
        customer=customer,
        is_credit=is_credit,
        document_day=document_day,
        due_day=np.where(is_credit, document_day, document_day + people.net_days[customer]),
        cents=cents,
        installments=np.ones(items, dtype=np.int64),
        used=np.zeros(items, dtype=bool),
        by_family=by_family,
        family_start=start,
    )


def make_customers(rng: Random, draw: np.random.Generator, count: int) -> Customers:
    """Draw customers: a quarter have a Chinese name, one in ten is the child of another."""
    chinese = np.sort(draw.permutation(count)[: count // 4])
    names = english_names(rng, count)
    people = Customers(
        name=[name for name, _ in names],
        other_name=[""] * count,
        traditional_name=[""] * count,
        simplified_name=[""] * count,
        country=[country for _, country in names],
        parent=np.full(count, -1),
        family=np.arange(count),
        currency=draw.choice(len(CURRENCIES), count, p=(0.6, 0.2, 0.15, 0.05)),
        discount_basis_points=np.where(draw.random(count) < 0.3, draw.choice((100, 200, 200, 300), count), 0),
        discount_days=np.where(draw.random(count) < 0.8, 10, 14),
        net_days=draw.choice(NET_DAYS, count),
    )
    for row, (traditional, simplified, english) in zip(chinese.tolist(), chinese_names(rng, len(chinese)), strict=True):
        people.name[row], people.country[row] = english, "HK"
        people.traditional_name[row], people.simplified_name[row] = traditional, simplified
        # The book knows both names of half of them; the payer of the others must be recognized by the sound.
        people.other_name[row] = traditional if rng.random() < 0.5 else ""
        people.currency[row] = 1
    english_rows = np.setdiff1d(np.arange(count), chinese)
    members = draw.permutation(english_rows)[: count // 6]
    for place in range(0, len(members) - 2, 3):
        _make_family(people, rng, [int(row) for row in members[place : place + 3]])
    return people


def _make_family(people: Customers, rng: Random, rows: list[int]) -> None:
    """Make one parent of three and name the children after it and their places."""
    parent, *children = rows
    for child, place in zip(children, rng.sample(PLACES, len(children)), strict=True):
        people.name[child], people.country[child] = branch_name(people.name[parent], place), people.country[parent]
        people.parent[child] = people.family[child] = parent
        people.currency[child] = people.currency[parent]
