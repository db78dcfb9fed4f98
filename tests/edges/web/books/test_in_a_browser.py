"""The book screens in a real browser on real rows: sound in both themes, at every width, and with no script at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dunwell.platform.access import viewing

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]


def is_complaint(line: Any) -> bool:
    """Whether the browser complains; of an answer of 422 it always does."""
    return line.type == "error" and "422" not in line.text


@pytest.fixture
def opened(served: str, chromium: Browser, desk: Any) -> Iterator[Opened]:
    """Open a path of the desk as somebody, in a theme, at a width; complaints of the page fail the test."""
    contexts, complaints = [], []

    def open_page(path: str, who: str = "ana", theme: str = "light", width: int = 1440, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=script
        )
        contexts.append(context)
        session = desk.clients[who].cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line) else None)
        page.goto(served + desk.at(path))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def test_every_screen_is_sound(opened: Opened, desk: Any) -> None:
    from dunwell.platform.models import Run

    with viewing(desk.operator):
        run = Run.objects.create(creditor=desk.creditor, as_of_date="2026-03-31", state="finished", decisions_hash="a")
    delivery = f"intake/{desk.delivery_id}/"
    paths = (
        "aging/?as_of=2026-03-31", "aging/?as_of=2026-03-31&show=bars", "aging/items/?as_of=2026-03-31&label=31-60",
        "intake/", delivery, "policies/", "policies/policy/high_value/", "policies/policy/high_value/history/",
        "runs/", f"runs/{run.pk}/",
    )  # fmt: skip
    for path in paths:
        for theme in ("light", "dark"):
            page = opened(path, theme=theme)
            found = Axe().run(page).response["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == [], (path, theme)
        assert page.locator("main [style], [onclick]").count() == 0
        for width in (1440, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_file_goes_in(opened: Opened, desk: Any, tmp_path: Path, script: bool) -> None:
    file = tmp_path / "april.csv"
    file.write_text(
        "Customer No,Customer,Invoice No,Invoice Date,Due Date,Amount,Currency\n"
        "C-9,Golden Mile,G-1,01/15/2026,02/14/2026,100.50,USD\nC-9,Golden Mile,G-2,01/45/2026,02/14/2026,1,USD\n"
    )
    page = opened("intake/", script=script)
    page.set_input_files("input[type=file]", file)
    page.click("text=Read the file")
    if script:
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    page.click("text=Show what it would do")
    assert page.locator("h1").inner_text() == "1 item would change, 1 problem set aside"
    if script:
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    page.click("text=Take it in")
    assert page.locator("h1").inner_text() == "april.csv"
    assert page.locator("text=row 3, column Invoice Date").count() == 1


def test_a_fault_in_a_policy_is_a_key_press_away(opened: Opened) -> None:
    page = opened("policies/policy/high_value/")
    text = page.locator("#document").input_value()
    page.locator("#document").fill(text.replace("oldest_days_past_due >= 2", "oldest_days_past_due => 2", 1))
    with page.expect_navigation():
        page.get_by_role("button", name="What would change today").focus()
        page.keyboard.press("Enter")
    page.locator("[data-line]").first.click()
    selected = page.evaluate("document.querySelector('#document').selectionStart")
    line = int(page.locator("[data-line]").first.get_attribute("data-line") or 0)
    assert page.locator("#document").input_value()[:selected].count("\n") == line - 1
