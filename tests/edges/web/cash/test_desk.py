"""The cash desk through HTTP: what it shows, what its forms do, and how they refuse."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from dunwell.cash.models import Allocation, PayerAlias, Receipt

Read = Callable[..., str]
ZERO = Decimal(0)
FRAGMENT = {"HX-Request": "true", "HX-Target": "pane"}


def cleo(desk: Any) -> Any:
    return desk.clients["cleo"]


def test_the_title_says_what_waits_and_no_one_elses(desk: Any, text_of: Read) -> None:
    text = text_of(cleo(desk).get(desk.at()))
    assert "4 receipts, 7,725.00 USD to place" in text
    assert "HIDDEN LTD" not in text


@pytest.mark.parametrize(
    ("view", "shown", "hidden"),
    [
        ("certain", "HARBOR LOGISTICS LLC", "REDWOOD BRKG"),
        ("suggested", "REDWOOD BRKG", "DEPOSIT 003991"),
        ("unknown", "DEPOSIT 003991", "REDWOOD BRKG"),
        ("on_account", "on account at Harbor Logistics", "DEPOSIT 003991"),
    ],
)
def test_each_view_shows_its_receipts(desk: Any, text_of: Read, view: str, shown: str, hidden: str) -> None:
    text = text_of(cleo(desk).get(desk.at(), {"view": view}))
    assert shown in text
    assert hidden not in text


@pytest.mark.parametrize("sought", ["redwood", "1,200.00", "eith"])
def test_a_receipt_is_found_by_payer_amount_or_number(desk: Any, text_of: Read, sought: str) -> None:
    text = text_of(cleo(desk).get(desk.at(), {"q": sought}))
    assert "REDWOOD BRKG" in text
    assert "DEPOSIT 003991" not in text


def test_the_best_answer_is_ticked_and_the_equation_ties(desk: Any, text_of: Read) -> None:
    text = text_of(cleo(desk).get(desk.at(), {"receipt": desk.receipts["sure"].pk}, headers=FRAGMENT))
    assert text.lstrip().startswith("<section")
    assert text.count("checked data-tick") == 2
    assert 'data-sum="left" class="good">0.00<' in text
    assert "The text names INV-1, INV-2." in text


def test_accepting_posts_the_answer_and_goes_on(desk: Any) -> None:
    proposal = desk.receipts["sure"].proposals.get()
    answer = cleo(desk).post(desk.at(f"answers/{proposal.pk}/accept/"), {"version": desk.receipts["sure"].version})
    assert answer.status_code == 302
    assert f"receipt={desk.receipts['either'].pk}" in answer["Location"]
    assert desk.places("sure") == (ZERO, ZERO, Decimal("5650.00"))
    assert (desk.open("INV-1"), desk.open("INV-2")) == (ZERO, ZERO)


def test_a_receipt_that_changed_meanwhile_is_refused(desk: Any, text_of: Read) -> None:
    proposal = desk.receipts["sure"].proposals.get()
    text = text_of(cleo(desk).post(desk.at(f"answers/{proposal.pk}/accept/"), {"version": 99}), 422)
    assert "Somebody else worked on this receipt meanwhile." in text
    assert not Allocation.objects.exists()


def sent(desk: Any, name: str, **amounts: str) -> Any:
    """Post lines of a receipt: `INV_1="2500"` ticks a document and pays it, `_d` and `_c` after it are held back."""
    data: dict[str, Any] = {"version": desk.receipts[name].version, "pick": []}
    for key, value in amounts.items():
        if not key.startswith("INV"):
            data[key] = value
            continue
        number, _, part = key.replace("INV_", "INV-").partition("_")
        pk = desk.items[number].pk
        field = {"": "pay", "d": "deduction", "c": "code"}[part]
        data[f"{field}-{pk}"] = value
        data["pick"] = list(dict.fromkeys([*data["pick"], pk]))
    return cleo(desk).post(desk.at(f"{desk.receipts[name].pk}/post/"), data)


def test_lines_are_posted_and_what_was_held_back_is_a_deduction(desk: Any) -> None:
    told = {"INV_1": "2500.00", "INV_2": "3,150.00"}
    assert sent(desk, "sure", **told).status_code == 302
    assert sent(desk, "unknown", INV_4="775.00", INV_4_d="425.00", INV_4_c="01").status_code == 302
    made = Allocation.objects.get(receipt=desk.receipts["unknown"])
    assert (made.amount, made.deduction_amount, made.deduction_code) == (Decimal(775), Decimal(425), "01")
    assert desk.open("INV-4") == ZERO
    assert made.deduction_item.open_amount == Decimal(425)


def test_what_is_left_is_told_unless_it_shall_stay_on_account(desk: Any, text_of: Read) -> None:
    text = text_of(sent(desk, "sure", INV_1="2500.00"), 422)
    assert "3,150.00 USD would be left." in text
    assert not Allocation.objects.exists()
    assert sent(desk, "sure", INV_1="2500.00", rest="1").status_code == 302
    assert desk.places("sure") == (ZERO, Decimal(3150), Decimal(2500))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"INV_1": "many"}, "“many” is no amount."),
        ({}, "Name at least one document"),
        ({"INV_1": "5650.00"}, "2,500.00"),
    ],
)
def test_what_the_rules_forbid_comes_back_with_what_was_typed(
    desk: Any, text_of: Read, told: dict[str, str], words: str
) -> None:
    text = text_of(sent(desk, "sure", **told), 422)
    assert words in text
    assert all(f'value="{value}"' in text for value in told.values())
    assert desk.places("sure") == (Decimal(5650), ZERO, ZERO)


def test_a_document_of_another_creditor_is_not_paid(desk: Any, text_of: Read) -> None:
    theirs = desk.issue(desk.customer("X-1", "Hidden Ltd", desk.other), "X-INV", "5650.00")
    data = {"version": desk.receipts["sure"].version, "pick": [theirs.pk], f"pay-{theirs.pk}": "5650.00"}
    text = text_of(cleo(desk).post(desk.at(f"{desk.receipts['sure'].pk}/post/"), data), 422)
    assert "not open any more" in text
    assert not Allocation.objects.exists()


def test_documents_are_found_by_number_amount_and_customer(desk: Any, text_of: Read) -> None:
    for sought in ("inv-3", "4,450.00", "harbor"):
        asked = {"receipt": desk.receipts["unknown"].pk, "find": sought}
        text = text_of(cleo(desk).get(desk.at(), asked, headers={**FRAGMENT, "HX-Target": "found"}))
        assert text.lstrip().startswith('<tbody id="found">')
        assert "INV-3" in text
        assert "INV-4" not in text


def test_money_is_put_on_account_and_taken_back_to_unknown(desk: Any, text_of: Read) -> None:
    here = desk.at(f"{desk.receipts['unknown'].pk}/account/")
    assert "Put 775.00 USD on account" in text_of(cleo(desk).get(here))
    assert "There is no customer “nobody”." in text_of(cleo(desk).post(here, {"customer": "nobody"}), 422)
    assert cleo(desk).post(here, {"customer": "c-2"}).status_code == 302
    assert desk.places("unknown") == (ZERO, Decimal(775), ZERO)
    back = desk.at(f"{desk.receipts['unknown'].pk}/suspense/")
    assert text_of(cleo(desk).post(back, {"reason": ""}), 422)
    assert cleo(desk).post(back, {"reason": "wrong customer"}).status_code == 302
    assert desk.places("unknown") == (Decimal(775), ZERO, ZERO)


def test_a_payer_is_learned(desk: Any, text_of: Read) -> None:
    here = desk.at(f"{desk.receipts['either'].pk}/learn/")
    assert "The account US-2" in text_of(cleo(desk).get(here))
    assert text_of(cleo(desk).post(here, {"customer": "C-2", "kind": "color"}), 422)
    assert cleo(desk).post(here, {"customer": "C-2", "kind": "account"}).status_code == 302
    assert PayerAlias.objects.get(is_confirmed=True).customer == desk.customers["C-2"]


def test_the_last_posting_is_undone_as_one(desk: Any, text_of: Read) -> None:
    assert sent(desk, "sure", INV_1="2500.00", INV_2="3150.00").status_code == 302
    here = desk.at(f"{desk.receipts['sure'].pk}/undo/")
    assert "Take 5,650.00 USD back from INV-1, INV-2" in text_of(cleo(desk).get(here))
    assert cleo(desk).post(here).status_code == 302
    assert (desk.open("INV-1"), desk.open("INV-2")) == (Decimal(2500), Decimal(3150))
    assert desk.places("sure") == (ZERO, Decimal(5650), ZERO)
    assert "Nothing of this receipt is applied any more" in text_of(cleo(desk).post(here), 422)


def test_a_collector_sees_and_does_not_post(desk: Any, text_of: Read) -> None:
    text = text_of(desk.clients["cory"].get(desk.at(), {"receipt": desk.receipts["sure"].pk}))
    assert 'data-command="cash.accept"' not in text
    assert desk.clients["cory"].post(desk.at(f"{desk.receipts['sure'].pk}/post/")).status_code == 403
    assert Receipt.objects.get(pk=desk.receipts["sure"].pk).version == desk.receipts["sure"].version


def test_looking_asks_the_database_no_more_for_more_receipts(desk: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(60):
        cleo(desk).get(desk.at())
    for number in range(20):
        desk.receive(f"R-{number}", "10.00")
    with django_assert_max_num_queries(60):
        cleo(desk).get(desk.at(), {"receipt": desk.receipts["sure"].pk})


def test_solving_finds_every_set_that_makes_the_sum_and_ticks_one(desk: Any, text_of: Read) -> None:
    page = text_of(cleo(desk).get(desk.at(f"{desk.receipts['either'].pk}/solve/")))
    assert "What makes 1,200.00 USD?" in page
    assert "1 other solution makes the same sum." in page
    assert page.count("Tick these") == 2
    item = desk.items["INV-5"].pk
    assert f"tick={item}" in page
    here = text_of(cleo(desk).get(desk.at(), {"receipt": desk.receipts["either"].pk, "tick": str(item)}))
    assert f'value="{item}" checked' in here
    assert 'data-sum="left" class="good">0.00<' in here
    assert not Allocation.objects.exists()
    nobody = text_of(cleo(desk).get(desk.at(f"{desk.receipts['unknown'].pk}/solve/")))
    assert "Whose money it is is not known." in nobody
