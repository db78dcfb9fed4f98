"""The desk is worked with the keyboard alone; without script everything is still a link or a form."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

WORKLIST = "/c/northline/worklist/"
pytestmark = pytest.mark.browser


def at(page: Page) -> str | None:
    return page.locator("[data-row][data-at]").get_attribute("data-row")


def test_j_and_k_move_and_the_pane_follows(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert at(page) == "3"
    expect(page.locator("#pane h2")).to_have_text("Tri-County Freight Svcs")
    assert page.url.endswith("?item=3")
    page.keyboard.press("k")
    expect(page.locator("#pane h2")).to_have_text("Redwood Brokerage Inc")
    assert at(page) == "2"


def test_the_pane_is_right_however_fast_the_keys(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    for _ in range(3):
        page.keyboard.press("j")
        page.wait_for_timeout(90)
    for _ in range(2):
        page.keyboard.press("j")
    expect(page.locator("#pane h2")).to_have_text("Lakeshore 3PL")
    assert at(page) == "6"


def test_the_menu_under_the_name_is_in_sight(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.locator(".rail .menu summary").last.click()
    page.get_by_label("Dark", exact=True).check()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name=re.compile("All keys")).last.click()
    expect(page.locator("#sheet")).to_be_visible()


def test_a_call_is_logged_without_the_pointer(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("c")
    expect(page.locator("dialog#layer")).to_be_visible()
    expect(page.locator("#layer form[data-begin] [name=outcome]").first).to_be_focused()
    page.keyboard.press("4")
    expect(page.locator("#layer form[data-begin] [name=outcome]").nth(3)).to_be_checked()
    page.locator("#layer [name=note]").focus()
    page.keyboard.type("rang out")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Call kept")
    expect(page.locator("dialog#layer")).to_be_hidden()
    page.keyboard.press("z")
    expect(page.locator(".toast", has_text="Undone")).to_be_visible()


def test_a_refused_form_stays_open_and_says_why(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("c")
    page.locator("#layer form[data-begin]").evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    expect(page.locator("#layer .errorlist").first).to_contain_text("required")
    expect(page.locator("dialog#layer")).to_be_visible()


def test_snooze_moves_on_to_the_next(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("h")
    expect(page.locator("dialog#layer")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".toast")).to_contain_text("Snoozed")
    expect(page.locator("[data-row][data-at]")).to_have_attribute("data-row", "2")


def test_rows_are_chosen_in_a_range_and_summed(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    expect(page.locator(".bulk")).to_be_hidden()
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.locator("[data-chosen-count]")).to_have_text("3 chosen")
    expect(page.locator("[data-chosen-sum]")).to_have_text("29,390.50 USD · 118,400.00 HKD")
    page.reload()
    assert page.locator("[data-pick]:checked").count() == 3


def test_tab_turns_the_view_only_while_a_row_has_the_cursor(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile("view=write"))


def test_the_palette_finds_customers_and_commands(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("Control+k")
    page.keyboard.type("red")
    expect(page.locator("#palette [role=option]").first).to_contain_text("Redwood")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("aging")
    expect(page.locator("#palette [role=option]").first).to_contain_text("Aging")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/aging/"))


def test_go_to_and_the_sheet_come_from_the_registry(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("?")
    expect(page.locator("#sheet")).to_be_visible()
    expect(page.locator("#sheet")).to_contain_text("Done, on to the next")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url(re.compile("/aging/"))


def test_keys_do_nothing_while_typing_or_when_switched_off(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("c?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    silent = open_page(WORKLIST, single_keys="off")
    silent.keyboard.press("c")
    silent.keyboard.press("j")
    expect(silent.locator("dialog[open]")).to_have_count(0)
    assert at(silent) == "1"


def test_play_mode_skips_and_pauses_with_keys(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    page.keyboard.press("Shift+p")
    page.wait_for_url(re.compile("play=1"))
    expect(page.locator(".play")).to_contain_text("8 / 24")
    page.keyboard.press("s")
    expect(page.locator("dialog#layer")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+p")
    page.wait_for_url(lambda url: "play" not in url)


def test_back_restores_the_row_and_the_scroll(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST)
    for _ in range(9):
        page.keyboard.press("j")
    page.wait_for_url(re.compile("item=10"))
    kept = page.locator(".scroll").evaluate("box => box.scrollTop")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/customers/10/"))
    page.go_back()
    assert at(page) == "10"
    assert page.locator(".scroll").evaluate("box => box.scrollTop") == kept


def test_without_script_everything_is_a_link_or_a_form(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST, script=False)
    page.get_by_role("link", name="Redwood Brokerage Inc").first.click()
    assert page.url.endswith("item=2")
    page.get_by_role("link", name=re.compile("Snooze")).first.click()
    page.get_by_role("button", name=re.compile("Tomorrow")).click()
    expect(page.locator(".toast")).to_contain_text("Snoozed until tomorrow")
    page.locator(".toast").get_by_role("button", name=re.compile("Undo")).click()
    expect(page.locator(".toast")).to_contain_text("Undone")


def test_the_narrow_screen_shows_list_or_customer(open_page: Callable[..., Page]) -> None:
    page = open_page(WORKLIST, width=390)
    expect(page.locator("#pane")).to_be_hidden()
    page.get_by_role("link", name="Redwood Brokerage Inc").click()
    page.wait_for_url(re.compile("item=2"))
    expect(page.locator("#pane h2")).to_have_text("Redwood Brokerage Inc")
    expect(page.locator(".list")).to_be_hidden()
    page.get_by_role("link", name=re.compile("Back to the list")).click()
    expect(page.locator(".list")).to_be_visible()
