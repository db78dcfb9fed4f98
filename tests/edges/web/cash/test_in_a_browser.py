"""The cash desk in a real browser: a clerk places mixed receipts by keyboard; sound in both themes, at every width."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]
ZERO = Decimal(0)


@pytest.fixture
def opened(served: str, chromium: Browser, desk: Any) -> Iterator[Opened]:
    """Open a path of the desk as the clerk; complaints of the page fail the test."""
    contexts, complaints = [], []

    def open_page(path: str = "", theme: str = "light", width: int = 1440, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=script
        )
        contexts.append(context)
        session = desk.clients["cleo"].cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        page = context.new_page()
        page.on(
            "console",
            lambda line: complaints.append(line.text) if line.type == "error" and "422" not in line.text else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served + desk.at(path))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def test_the_desk_is_sound(opened: Opened, desk: Any) -> None:
    for path in ("", f"?receipt={desk.receipts['either'].pk}&find=INV-3", f"?receipt={desk.receipts['credit'].pk}"):
        for theme in ("light", "dark"):
            page = opened(path, theme=theme)
            found = Axe().run(page).response["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == [], (path, theme)
        for width in (1440, 1100, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        page.context.close()


def test_a_clerk_places_mixed_receipts_by_keyboard(opened: Opened, desk: Any) -> None:
    page = opened()
    left = page.locator('[data-sum="left"]')
    expect(page.locator("h1")).to_have_text("4 receipts, 7,725.00 USD to place")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#pane h2")).to_have_text("HARBOR LOGISTICS LLC")

    # The certain one: Enter takes the answer.
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("3 receipts, 2,075.00 USD to place")
    expect(page.locator("#pane h2")).to_have_text("REDWOOD BRKG")

    # Of two equal answers the other document: Space goes to the documents, and ticks.
    page.keyboard.press(" ")
    page.keyboard.press(" ")
    expect(left).to_have_text("1,200.00")
    expect(page.locator("[data-post]")).to_be_disabled()
    page.keyboard.press("j")
    page.keyboard.press(" ")
    expect(left).to_have_text("0.00")
    page.locator("[data-post]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("2 receipts, 875.00 USD to place")
    assert (desk.open("INV-4"), desk.open("INV-5")) == (Decimal(1200), ZERO)

    # Nobody knows this one: find a document, hold the rest back with a code.
    page.locator("[data-row] a", has_text="DEPOSIT").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pane h2")).to_have_text("DEPOSIT 003991")
    page.locator("#main").focus()
    page.keyboard.press("f")
    expect(page.locator("[data-find]")).to_be_focused()
    page.keyboard.type("INV-4")
    expect(page.locator("#found [data-line-of]")).to_have_count(1)
    page.locator("#found [data-tick]").focus()
    page.keyboard.press(" ")
    expect(left).to_have_text("0.00")
    page.keyboard.press("r")
    page.keyboard.type("425")
    page.keyboard.press("Tab")
    page.keyboard.type("01")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 receipt, 100.00 USD to place")
    assert desk.open("INV-4") == ZERO

    # And that was wrong: z takes it back.
    page.locator("#main").focus()
    page.keyboard.press("z")
    expect(page.locator("h1")).to_have_text("2 receipts, 875.00 USD to place")
    assert desk.open("INV-4") == Decimal(1200)
    assert desk.places("unknown") == (ZERO, Decimal(775), ZERO)


def test_single_letters_may_be_switched_off(opened: Opened, desk: Any) -> None:
    from dunwell.platform.models import User

    User.objects.filter(email__startswith="cleo@").update(single_keys=False)
    page = opened()
    for key in ("Enter", "o", "f", " "):
        page.locator("#desk").focus()
        page.keyboard.press(key)
    assert not page.locator("#layer[open]").count()
    assert desk.places("sure") == (Decimal(5650), ZERO, ZERO)


def test_without_script_lines_are_posted_too(opened: Opened, desk: Any) -> None:
    page = opened(f"?receipt={desk.receipts['sure'].pk}", script=False)
    page.locator("[data-post]").click()
    assert page.locator("h1").inner_text() == "3 receipts, 2,075.00 USD to place"
    assert desk.places("sure") == (ZERO, ZERO, Decimal(5650))
