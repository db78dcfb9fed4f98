"""Deliveries on the real database: kept whole, once, for their creditor only; problems kept with their rows."""

import hashlib
import io
import os
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.exchange import commands, queries
from dunwell.exchange.formats.open_items import parse
from dunwell.exchange.models import Delivery, DeliveryChunk, DeliveryProblem, MappingProfile
from dunwell.exchange.rules import TRANSITIONS, DeliveryEvent, DeliveryState
from dunwell.platform.access import Viewer, viewing
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.people.rules import Role

TEXT = (
    "customer_number,item_number,item_kind,document_date,due_date,amount,currency\n"
    "C-1,I-1,invoice,2026-01-05,2026-02-04,10.00,USD\n"
    "C-1,I-2,invoice,2026-01-05,2026-02-04,-,\n"
    "C-2,I-3,invoice,soon,2026-02-04,12.00,USD\n"
)


def receive(desk: Any, content: bytes, **more: Any) -> commands.Received:
    return commands.receive_delivery(
        viewer=desk.viewer,
        creditor_id=desk.creditor.pk,
        source=more.pop("source", "upload"),
        file_name=more.pop("file_name", "items.csv"),
        stream=io.BytesIO(content),
        **more,
    )


def test_a_delivery_is_kept_byte_for_byte_in_pieces(desk: Any) -> None:
    content = os.urandom(2 * 1024 * 1024 + 17)
    received = receive(desk, content)
    assert not received.repeated
    assert received.sha256 == hashlib.sha256(content).hexdigest()
    assert list(DeliveryChunk.objects.values_list("sequence", flat=True).order_by("sequence")) == [0, 1, 2]
    with queries.open_delivery(viewer=desk.viewer, delivery_id=received.delivery_id) as file:
        assert file.read() == content
        file.seek(-5, 2)
        assert file.read() == content[-5:]
        file.seek(1024 * 1024 - 3)
        assert file.read(6) == content[1024 * 1024 - 3 : 1024 * 1024 + 3]
        assert file.seekable()


def test_the_same_file_twice_is_one_delivery(desk: Any) -> None:
    first, second = receive(desk, b"a,b\n"), receive(desk, b"a,b\n", file_name="again.csv")
    assert second.repeated
    assert second.delivery_id == first.delivery_id
    assert Delivery.objects.count() == DeliveryChunk.objects.count() == 1
    assert not receive(desk, b"a,b\n", source="mail").repeated


def test_an_empty_file_is_a_delivery_too(desk: Any) -> None:
    received = receive(desk, b"")
    assert queries.open_delivery(viewer=desk.viewer, delivery_id=received.delivery_id).read() == b""


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"max_bytes": 3}, "exchange.delivery.too_large"),
        ({"mode": "all"}, "exchange.delivery.mode"),
        ({"format_key": "no_such"}, "base.shelf.unknown"),
    ],
)
def test_what_is_refused_is_not_kept(desk: Any, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        receive(desk, b"a,b\n", **more)
    assert refused.value.code == code
    assert Delivery.objects.count() == DeliveryChunk.objects.count() == 0


def test_a_file_name_keeps_no_folders(desk: Any) -> None:
    received = receive(desk, b"x", file_name="..\\..\\etc/pass\x00wd.csv")
    assert queries.delivery(viewer=desk.viewer, delivery_id=received.delivery_id).file_name == "passwd.csv"


def test_pieces_cannot_be_changed_or_deleted(desk: Any) -> None:
    receive(desk, b"x")
    with pytest.raises(DatabaseError), transaction.atomic():
        DeliveryChunk.objects.update(content=b"y")
    with pytest.raises(DatabaseError), transaction.atomic():
        DeliveryChunk.objects.all().delete()


def test_a_stored_delivery_is_parsed_from_its_pieces(desk: Any) -> None:
    received = receive(desk, TEXT.encode())
    parsed = parse(queries.open_delivery(viewer=desk.viewer, delivery_id=received.delivery_id))
    assert len(list(parsed.rows())) == 1
    assert parsed.failed_count == 2


def record(desk: Any, delivery_id: int, event: str = "preview") -> Any:
    parsed = parse(queries.open_delivery(viewer=desk.viewer, delivery_id=delivery_id))
    commands.clear_problems(viewer=desk.viewer, delivery_id=delivery_id)
    list(parsed.rows())
    commands.record_problems(
        viewer=desk.viewer, delivery_id=delivery_id, problems=parsed.problems, failed=parsed.take_failed()
    )
    return commands.record_reading(
        viewer=desk.viewer,
        delivery_id=delivery_id,
        event=event,
        profile=parsed.profile.document(),
        layout=parsed.layout,
        counts={"rows": parsed.row_count, "problems": parsed.problem_count},
    )


def test_problems_are_kept_and_their_rows_can_be_sent_again(desk: Any) -> None:
    received = receive(desk, TEXT.encode())
    record(desk, received.delivery_id)
    record(desk, received.delivery_id)
    problems = queries.problems_of(viewer=desk.viewer, delivery_id=received.delivery_id)
    assert [(problem.code.rpartition(".")[2], problem.address) for problem in problems] == [
        ("amount_unreadable", "row 3, column amount"),
        ("date_unreadable", "row 4, column document_date"),
    ]
    name, content = queries.failed_rows_of(viewer=desk.viewer, delivery_id=received.delivery_id)
    assert name == "items.failed.csv"
    repaired = content.decode("utf-8-sig").replace("04,-,", "04,7.50,USD").replace("soon", "2026-01-06")
    shown = queries.delivery(viewer=desk.viewer, delivery_id=received.delivery_id)
    profile = queries.FORMATS.get("open_items").profiles.profile_of(shown.profile)
    rows = list(parse(io.BytesIO(repaired.encode("utf-8-sig")), profile).rows())
    assert [row.item_number for row in rows] == ["I-2", "I-3"]


@pytest.mark.parametrize("state", list(DeliveryState))
@pytest.mark.parametrize("event", list(DeliveryEvent))
def test_the_whole_state_table(desk: Any, state: DeliveryState, event: DeliveryEvent) -> None:
    received = receive(desk, TEXT.encode())
    Delivery.objects.update(state=state)
    after = TRANSITIONS.get((state, event))
    if after is None:
        with pytest.raises(Refusal) as refused:
            record(desk, received.delivery_id, event)
        assert refused.value.code == "exchange.delivery.not_allowed"
        assert Delivery.objects.get().state == state
    else:
        assert record(desk, received.delivery_id, event).state == after
        assert (Delivery.objects.get().posted_at is not None) == (after == DeliveryState.POSTED)


def test_a_profile_is_kept_by_name_and_found_before_the_shipped_ones(desk: Any) -> None:
    place = {"viewer": desk.viewer, "creditor_id": desk.creditor.pk}
    commands.save_profile(**place, name=" our  list ", document={"columns": {"amount": "Betrag"}})
    commands.save_profile(**place, name="our list", document={"columns": {"amount": "Brutto"}, "sign_rule": "by_kind"})
    assert MappingProfile.objects.count() == 1
    names = [row.name for row in queries.profiles_of(**place)]
    assert names[0] == "our list"
    assert {"plain", "sap_fbl5n", "netsuite", "oracle", "quickbooks"} <= set(names)
    assert queries.profile_named(**place, name="our list").columns == {"amount": "Brutto"}
    assert queries.profile_named(**place, name="sap_fbl5n").columns["amount"]
    commands.delete_profile(**place, name="our list")
    with pytest.raises(Refusal) as refused:
        queries.profile_named(**place, name="our list")
    assert refused.value.code == "exchange.profile.unknown"


def test_a_profile_that_means_nothing_is_not_kept(desk: Any) -> None:
    for name, document in (("x", {"columns": {"total": "A"}}), (" ", {})):
        with pytest.raises(Refusal):
            commands.save_profile(viewer=desk.viewer, creditor_id=desk.creditor.pk, name=name, document=document)
    assert not MappingProfile.objects.exists()


def test_another_creditors_deliveries_do_not_exist(desk: Any) -> None:
    received = receive(desk, TEXT.encode())
    record(desk, received.delivery_id)
    other = create_creditor(viewer=desk.viewer, name="Other House", base_currency="EUR")
    stranger = Viewer("person", name="Ann", user_id=None, roles={other.pk: Role.ADMIN})
    with viewing(stranger):
        assert Delivery.objects.count() == DeliveryChunk.objects.count() == DeliveryProblem.objects.count() == 0
        for question in (queries.delivery, queries.open_delivery, queries.problems_of, queries.failed_rows_of):
            with pytest.raises(Refusal) as refused:
                question(viewer=stranger, delivery_id=received.delivery_id)
            assert refused.value.code == "platform.access.not_found"
        with pytest.raises(Refusal):
            receive(desk=type("Desk", (), {"viewer": stranger, "creditor": desk.creditor}), content=b"x")


def test_a_collector_may_look_but_not_take_in(desk: Any) -> None:
    collector = Viewer("person", name="Bo", user_id=None, roles={desk.creditor.pk: Role.COLLECTOR})
    with viewing(collector):
        assert queries.deliveries_of(viewer=collector, creditor_id=desk.creditor.pk) == []
        with pytest.raises(Refusal) as refused:
            receive(desk=type("Desk", (), {"viewer": collector, "creditor": desk.creditor}), content=b"x")
    assert refused.value.code == "platform.access.denied"
    assert Delivery.objects.count() == 0


def test_deliveries_are_listed_latest_first_and_paged(desk: Any) -> None:
    made = [receive(desk, bytes([n])).delivery_id for n in range(5)]
    place = {"viewer": desk.viewer, "creditor_id": desk.creditor.pk}
    first = queries.deliveries_of(**place, limit=3)
    rest = queries.deliveries_of(**place, limit=3, before_id=first[-1].delivery_id)
    assert [row.delivery_id for row in [*first, *rest]] == made[::-1]


def test_row_security_is_forced_on_every_table(desk: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'exchange%%'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert cursor.fetchall() == []
