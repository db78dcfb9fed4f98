"""Every screen, rendered with sample data, is sound in both themes and at every width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK = "/c/northline"
SCREENS = {
    "worklist": f"{DESK}/worklist/",
    "customer in view": f"{DESK}/worklist/?item=2",
    "play": f"{DESK}/worklist/?play=1&item=3",
    "done": f"{DESK}/worklist/?view=broken",
    "bulk preview": f"{DESK}/worklist/bulk/",
    "customer": f"{DESK}/customers/1/",
    "customers": f"{DESK}/customers/",
    "call": f"{DESK}/customers/1/call/",
    "snooze": f"{DESK}/worklist/1/snooze/",
    "aging": f"{DESK}/aging/",
    "aging items": f"{DESK}/aging/items/",
    "intake": f"{DESK}/intake/",
    "intake columns": f"{DESK}/intake/map/",
    "intake preview": f"{DESK}/intake/preview/",
    "delivery": f"{DESK}/intake/7/",
    "policies": f"{DESK}/policies/",
    "policy": f"{DESK}/policies/standard/",
    "runs": f"{DESK}/runs/",
    "run": f"{DESK}/runs/12/",
    "people": f"{DESK}/people/",
    "sign in": "/account/login/",
}
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page: Callable[..., Page], screen: str, theme: str) -> None:
    for width in (1440, 390):
        found = Axe().run(open_page(SCREENS[screen], theme=theme, width=width)).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_sticks_out_sideways_and_nothing_is_inline(open_page: Callable[..., Page], screen: str) -> None:
    page = open_page(SCREENS[screen], width=1440)
    assert page.locator("main [style], [onclick], [onchange], [onsubmit]").count() == 0
    assert page.locator("script:not([src]):not([type='application/json'])").count() == 0
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("language", ["zh-Hant-HK", "fil"])
def test_axe_finds_nothing_in_other_languages(open_page: Callable[..., Page], language: str) -> None:
    page = open_page(SCREENS["worklist"], language=language)
    assert Axe().run(page).response["violations"] == []
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("density", ["comfortable", "compact"])
def test_every_target_is_large_enough(open_page: Callable[..., Page], density: str) -> None:
    page = open_page(SCREENS["worklist"], density=density)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .btn, .rail a, .tabs a, .pick label, summary")]
        .filter((each) => each.getClientRects().length)
        .filter((each) => { const box = each.getBoundingClientRect(); return box.height < 24 || box.width < 24 })
        .map((each) => each.outerHTML.slice(0, 90))"""
    )
    assert small == []
