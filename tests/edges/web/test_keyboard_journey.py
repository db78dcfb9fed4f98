"""A morning at the desk with the keyboard alone, in Chromium against the real server and a real database."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

HERE = Path(__file__).parent
SOURCE = HERE.parents[2] / "src"
PASSWORD = "a-long-enough-secret"
DESK = "/c/northline-freight"
MEI = "mei@northline-freight.example"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live() -> Iterator[str]:
    """The address of a desk that is served for this module."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{HERE}", "DUNWELL_SECRET_KEY": "only-for-tests"}
    command = [sys.executable, "-m", "livedesk", str(port)]
    with subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline().strip() == "ready"
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture
def page(chromium: Browser, live: str) -> Iterator[Page]:
    """A browser window before anybody has signed in; a complaint in the console fails the test."""
    complaints: list[str] = []
    with ExitStack() as closing:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=live, locale="en")
        closing.callback(context.close)
        window = context.new_page()
        window.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        window.on("pageerror", lambda error: complaints.append(str(error)))
        yield window
    assert [text for text in complaints if "422" not in text] == []


def sign_in(page: Page) -> None:
    page.goto("/")
    page.locator("[name=login]").focus()
    page.keyboard.type(MEI)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/worklist/"))


def left(page: Page) -> int:
    return int(re.match(r"\d+", page.locator("h1").first.inner_text()).group())  # type: ignore[union-attr]


def at(page: Page) -> str | None:
    return page.locator("[data-row][data-at]").get_attribute("data-row")


def test_a_morning_with_the_keyboard_alone(page: Page) -> None:
    sign_in(page)
    total = left(page)
    first = at(page)

    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/\d+/"))
    name = page.locator("h1").inner_text()
    page.go_back()
    page.wait_for_url(re.compile("/worklist/"))
    assert at(page) == first
    expect(page.locator("#pane h2")).to_have_text(name)

    page.keyboard.press("c")
    expect(page.locator("dialog#layer")).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator("#layer input[value=no_answer]")).to_be_checked()
    page.locator("#layer [name=note]").focus()
    page.keyboard.type("rang out")
    page.locator("#layer .btn.primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Call kept: no answer")
    expect(page.locator("h1").first).to_contain_text(f"{total - 1} to go")
    assert at(page) != first

    second = at(page)
    page.keyboard.press("h")
    expect(page.locator("dialog#layer")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".toast").last).to_contain_text("snoozed until")
    expect(page.locator("h1").first).to_contain_text(f"{total - 2} to go")

    page.keyboard.press("z")
    expect(page.locator(".toast", has_text="Undone")).to_be_visible()
    expect(page.locator("h1").first).to_contain_text(f"{total - 1} to go")
    expect(page.locator("[data-row][data-at]")).to_have_attribute("data-row", second or "")

    page.keyboard.press("Shift+p")
    page.wait_for_url(re.compile("play="))
    expect(page.locator(".play")).to_contain_text(f"1 / {total - 1}")
    page.keyboard.press("s")
    expect(page.locator("dialog#layer")).to_be_visible()
    page.locator("#layer [name=reason]").focus()
    page.keyboard.type("on a ship")
    page.keyboard.press("Enter")
    for place in range(2, total):
        expect(page.locator(".play")).to_contain_text(f"{place} / {total - 1}")
        page.keyboard.press("e")
    expect(page.locator(".empty h2")).to_have_text("Done for today")
    expect(page.locator(".empty")).to_contain_text(f"{total - 1} done, 1 skipped")


def test_a_refused_snooze_stays_open_with_its_words(page: Page) -> None:
    sign_in(page)
    page.goto(f"{DESK}/worklist/?view=all")
    done = page.locator("[data-row]").count()
    assert done
    page.goto(f"{DESK}/customers/")
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/\d+/"))
    page.keyboard.press("n")
    expect(page.locator("dialog#layer")).to_be_visible()
    page.locator("#layer form").evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    expect(page.locator("#layer .errorlist").first).to_contain_text("required")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#layer")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(page: Page, theme: str, width: int) -> None:
    sign_in(page)
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{DESK}/customers/")
    customer = page.locator("tbody a").first.get_attribute("href")
    page.goto(f"{DESK}/worklist/?view=all")
    item = page.locator("[data-row]").first.get_attribute("data-row")
    pages = [f"{DESK}/worklist/?view=all", f"{DESK}/worklist/?view=all&item={item}", customer, f"{DESK}/customers/"]
    forms = [
        f"{customer}call/",
        f"{customer}hold/",
        f"{DESK}/worklist/{item}/snooze/",
        f"{DESK}/worklist/{item}/assign/",
    ]
    for url in [*pages, *(forms if width == 390 else [])]:
        page.goto(url or "")
        found = Axe().run(page).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
