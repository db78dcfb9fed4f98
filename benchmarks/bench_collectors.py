"""Fifty collectors at once, each working a list of their own through the real server: how fast, and without a fault.

Each collector is a connection with its own sign-in that goes on as a person does without waiting: look at the list,
look at a customer in the pane, keep its item as done with a note, and now and then take the last thing back or open a
customer's own page. Bounded in time and in requests; only this machine is asked.
"""

import os
import random
import re
import secrets
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import book
from bench_pages import Browser, free_port
from measure import median, percentile

THREADS = 8
"""Of the server, as `dunwell serve` has them; more collectors wait in its queue."""


@dataclass
class Told:
    """What one collector saw: milliseconds of each kind of request, and faults with their counts."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    worked: int = 0


def run(collectors: int, seconds: int, most_requests: int) -> dict[str, Any]:
    """Serve the book that is there and let so many collectors work it for so long."""
    password = secrets.token_urlsafe(16)
    book.open_desk()
    key, people, before = _prepared(collectors, password)
    book.close()
    port = free_port()
    environment = {**os.environ, "DUNWELL_DB_POOL": "1", "DUNWELL_DB_POOL_SIZE": str(THREADS + 2)}
    command = [sys.executable, "-m", "dunwell.platform.serving", "web", "127.0.0.1", str(port), str(THREADS)]
    server = subprocess.Popen(command, env={**environment, "DUNWELL_PARENT_PROCESS": str(os.getpid())})
    try:
        browsers = [Browser(port) for _ in people]
        for browser, email in zip(browsers, people, strict=True):
            browser.keep_session(_session_of(email))
        book.close()
        told, took = _work_all(browsers, key, seconds, most_requests // collectors)
    finally:
        server.terminate()
        server.wait(20)
    return {**_summed(told, took), "collectors": collectors, **_proved(key, before)}


def _prepared(collectors: int, password: str) -> tuple[str, list[str], int]:
    """Give every collector a right and a part of the list; returns the desk's key, who they are, and what is done."""
    from django.contrib.auth.hashers import make_password

    from dunwell.platform.models import Membership, User
    from dunwell.work.models import Publication, WorkItem

    with book.at_the_desk() as viewer:
        creditor_id = book.open_bench_creditor(viewer)
        kept, people = make_password(password), []
        for number in range(1, collectors + 1):
            email = book.COLLECTOR.format(number=number)
            user, _ = User.objects.get_or_create(email=email, defaults={"full_name": f"Collector {number}"})
            User.objects.filter(pk=user.pk).update(password=kept)
            Membership.objects.update_or_create(user=user, creditor_id=creditor_id, defaults={"role": "collector"})
            people.append(user)
        run_id = Publication.objects.get(creditor_id=creditor_id).run_id
        open_now = WorkItem.objects.filter(creditor_id=creditor_id, run_id=run_id, state="open").order_by("rank", "pk")
        ids = list(open_now.values_list("pk", flat=True)[: collectors * 400])
        for place, user in enumerate(people):
            WorkItem.objects.filter(pk__in=ids[place::collectors]).update(owner=user, queue="")
        done = WorkItem.objects.filter(creditor_id=creditor_id, run_id=run_id, state="done").count()
        from dunwell.platform.models import Creditor

        return Creditor.objects.get(pk=creditor_id).key, [user.email for user in people], done


def _session_of(email: str) -> str:
    """Sign somebody in: the sign-in page itself lets only so many in a minute from one address."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from dunwell.platform.models import User

    user = User.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _work_all(browsers: list[Browser], key: str, seconds: int, most: int) -> tuple[list[Told], float]:
    told = [Told() for _ in browsers]
    ends = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_work, args=(browser, key, each, ends, most, number), daemon=True)
        for number, (browser, each) in enumerate(zip(browsers, told, strict=True))
    ]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 120)
    return told, perf_counter() - began


def _work(browser: Browser, key: str, told: Told, ends: float, most: int, number: int) -> None:
    draw, asked = random.Random(number), 0

    def ask(kind: str, request: Callable[[], tuple[int, str, str]], *good: int) -> str:
        began = perf_counter()
        try:
            status, text, _ = request()
        except OSError as fault:
            told.faults[f"{kind}: {fault.__class__.__name__}"] += 1
            return ""
        told.taken.setdefault(kind, []).append((perf_counter() - began) * 1000)
        if status not in (good or (200,)):
            told.faults[f"{kind}: {status}"] += 1
        return text

    while time.monotonic() < ends and asked < most:
        page = ask("worklist", lambda: browser.ask("GET", f"/c/{key}/worklist/?owner=mine"))
        items = re.findall(r'data-row="(\d+)"[^>]*data-open="([^"]+)"', page)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if not items or token is None:
            told.faults["worklist: nothing to work"] += 1
            return
        item, customer = items[draw.randrange(min(len(items), 10))]
        ask("pane", lambda item=item: browser.fragment(f"/c/{key}/worklist/?owner=mine&item={item}", "pane"))
        form = {"csrfmiddlewaretoken": token[1], "note": "rang, will pay", "key": secrets.token_hex(8)}
        path = f"/c/{key}/worklist/{item}/done/?owner=mine"
        ask("done", lambda path=path, form=form: browser.ask("POST", path, form), 302)
        told.worked, asked = told.worked + 1, asked + 3
        if draw.random() < 0.2:
            ask("customer", lambda customer=customer: browser.ask("GET", customer))
            asked += 1
        if draw.random() < 0.1:
            ask("undo", lambda form=form: browser.ask("POST", f"/c/{key}/undo/", form), 302)
            told.worked, asked = told.worked - 1, asked + 1


def _summed(told: list[Told], took: float) -> dict[str, Any]:
    kinds = sorted({kind for each in told for kind in each.taken})
    taken = {kind: [ms for each in told for ms in each.taken.get(kind, [])] for kind in kinds}
    faults: Counter[str] = sum((each.faults for each in told), Counter())
    everything = [ms for times in taken.values() for ms in times]
    found: dict[str, Any] = {
        "seconds": round(took, 1),
        "requests": len(everything),
        "requests_a_second": round(len(everything) / took, 1),
        "items_worked": sum(each.worked for each in told),
        "faults": dict(faults),
    }
    for kind, times in {"all": everything, **taken}.items():
        p95 = round(percentile(times, 0.95))
        found[kind] = {"requests": len(times), "median_ms": round(median(times)), "p95_ms": p95}
    return found


def _proved(key: str, before: int) -> dict[str, Any]:
    """Count the list anew: what was worked is done, and the tallies say so too."""
    from dunwell.platform.models import Creditor
    from dunwell.work.models import Publication, WorkItem
    from dunwell.work.tallies.queries import unequal_tallies

    with book.at_the_desk():
        creditor_id = Creditor.objects.get(key=key).pk
        run_id = Publication.objects.get(creditor_id=creditor_id).run_id
        done = WorkItem.objects.filter(creditor_id=creditor_id, run_id=run_id, state="done").count()
        return {"done_more": done - before, "unequal_tallies": len(unequal_tallies(creditor_id, run_id))}
