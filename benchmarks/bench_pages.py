"""The worklist and a customer through the real server: how long a page takes, and how many statements it needs."""

import http.client
import os
import random
import re
import secrets
import socket
import subprocess
import sys
import time
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import book
from measure import median, percentile

WITHIN_SECONDS = 90


def run(requests: int) -> dict[str, Any]:
    """Serve the book that is there and ask for pages, one after another, as one signed-in manager."""
    password = secrets.token_urlsafe(16)
    with book.at_the_desk() as viewer:
        creditor_id = book.open_bench_creditor(viewer)
        key, customers, items, email = _prepared(creditor_id, password)
    book.close()
    port = free_port()
    environment = {**os.environ, "DUNWELL_DB_POOL": "1", "DUNWELL_DB_POOL_SIZE": "4"}
    command = [sys.executable, "-m", "dunwell.platform.serving", "web", "127.0.0.1", str(port), "2"]
    server = subprocess.Popen(command, env={**environment, "DUNWELL_PARENT_PROCESS": str(os.getpid())})
    try:
        browser = Browser(port)
        browser.sign_in(email, password)
        draw = random.Random(7)
        pages = {
            "worklist": lambda: f"/c/{key}/worklist/",
            "worklist_page": lambda: f"/c/{key}/worklist/?page={draw.randint(2, 40)}",
            "worklist_everybody": lambda: f"/c/{key}/worklist/?owner=all",
            "customer": lambda: f"/c/{key}/customers/{draw.choice(customers)}/",
        }
        found = {name: browser.timed(made, requests) for name, made in pages.items()}
        found["worklist_pane"] = browser.timed(
            lambda: f"/c/{key}/worklist/?owner=all&item={draw.choice(items)}", requests, target="pane"
        )
        return found
    finally:
        server.terminate()
        server.wait(20)


def _prepared(creditor_id: int, password: str) -> tuple[str, list[int], list[int], str]:
    from dunwell.platform.models import Creditor, User
    from dunwell.work.models import WorkItem

    person = User.objects.get(email=book.COLLECTOR.format(number=1))
    person.set_password(password)
    person.save(update_fields=["password"])
    listed = WorkItem.objects.filter(creditor_id=creditor_id).order_by("rank").values_list("customer_id", "pk")[:2000]
    customers, items = [list(ids) for ids in zip(*listed, strict=True)]
    return Creditor.objects.get(pk=creditor_id).key, customers, items, person.email


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Browser:
    """One connection that keeps its cookies."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._wire = self._connected()

    def _connected(self) -> http.client.HTTPConnection:
        ends = time.monotonic() + WITHIN_SECONDS
        while True:
            try:
                wire = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
                wire.connect()
                return wire
            except OSError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.2)

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Return status, body and where a redirect leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()), **(headers or {})}
        body = None
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self._port}/",
            }
            body = urlencode(form)
        self._wire.request(method, path, body, headers)
        answer = self._wire.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text, answer.headers.get("Location") or ""

    def keep_session(self, key: str) -> None:
        """Go on with a sign-in that was made elsewhere."""
        self._cookies["sessionid"] = key

    def fragment(self, path: str, target: str) -> tuple[int, str, str]:
        """Ask for a part of a page, as its script does."""
        return self.ask("GET", path, headers={"HX-Request": "true", "HX-Target": target})

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person does."""
        address = self.ask("GET", "/c/nobody/")[2] or "/accounts/login/"
        _, page, _ = self.ask("GET", address)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, "the sign-in page has no form"
        form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        status, _, _ = self.ask("POST", address.partition("?")[0], form)
        assert status == 302, f"signing in was answered with {status}"

    def timed(self, address: Any, requests: int, target: str = "") -> dict[str, Any]:
        """Ask so often, after five to warm up; every answer must be a page, or with a target that part of one."""
        taken, size = [], 0
        for number in range(requests + 5):
            path = address()
            began = perf_counter()
            status, text, _ = self.fragment(path, target) if target else self.ask("GET", path)
            seconds = perf_counter() - began
            assert status == 200, f"{path} was answered with {status}"
            if number >= 5:
                taken.append(seconds * 1000)
                size = len(text)
        return {
            "requests": requests,
            "median_ms": round(median(taken), 1),
            "p95_ms": round(percentile(taken, 0.95), 1),
            "bytes": size,
        }
