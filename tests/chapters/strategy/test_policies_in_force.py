"""Drafts, publishing, and what is refused with nothing written."""

import pytest
from django.db import DatabaseError, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.platform.access import Viewer, viewing
from dunwell.platform.people.rules import Role
from dunwell.strategy.models import PolicyVersion
from dunwell.strategy.policies import POLICIES, SEGMENTS_TEXT
from dunwell.strategy.policy.commands import discard_draft, publish_policy, save_draft, seed_policies
from dunwell.strategy.policy.queries import active_documents, document_of, history_of, policies_of

TEXT = POLICIES.get("business_standard").text


def _states() -> list[tuple[str, int, str]]:
    return list(PolicyVersion.objects.order_by("key", "version").values_list("key", "version", "state"))


@pytest.fixture
def seeded(desk):
    seed_policies(viewer=desk.viewer, creditor_id=desk.creditor.pk)
    return desk


def _save(desk, text: str, key: str = "business_standard", kind: str = "policy"):
    return save_draft(viewer=desk.viewer, creditor_id=desk.creditor.pk, kind=kind, key=key, text=text)


def _publish(desk, key: str = "business_standard", kind: str = "policy") -> PolicyVersion:
    return publish_policy(viewer=desk.viewer, creditor_id=desk.creditor.pk, kind=kind, key=key)


def test_seeding_publishes_the_shelf_once(desk) -> None:
    assert seed_policies(viewer=desk.viewer, creditor_id=desk.creditor.pk) == len(POLICIES.keys()) + 1
    assert seed_policies(viewer=desk.viewer, creditor_id=desk.creditor.pk) == 0
    book = active_documents(desk.creditor.pk)
    assert set(book.policies) == set(POLICIES.keys())
    assert book.versions() == {"segments": 1} | {f"policy:{key}": 1 for key, _ in POLICIES}


def test_without_documents_there_is_nothing_to_decide_by(desk) -> None:
    with pytest.raises(Refusal, match=r"strategy\.policy\.none_published"):
        active_documents(desk.creditor.pk)


def test_a_draft_is_kept_with_its_problems_and_replaced(seeded) -> None:
    draft, problems = _save(seeded, TEXT.replace("action: hold", "action: hodl"))
    assert (draft.version, draft.state) == (2, "draft")
    assert [one.code for one in problems] == ["strategy.document.odd_choice"]
    again, problems = _save(seeded, TEXT)
    assert (again.pk, problems) == (draft.pk, [])
    assert document_of(seeded.viewer, seeded.creditor.pk, "policy", "business_standard").version == 2
    assert active_documents(seeded.creditor.pk).policies["business_standard"].version == 1


def test_publishing_retires_the_version_before(seeded) -> None:
    _save(seeded, TEXT.replace("minimum_amount: 50.00", "minimum_amount: 75.00"))
    published = _publish(seeded)
    assert (published.version, published.state) == (2, "published")
    assert published.published_at is not None
    assert [state for key, _, state in _states() if key == "business_standard"] == ["retired", "published"]
    assert active_documents(seeded.creditor.pk).policies["business_standard"].version == 2
    assert [row.version for row in history_of(seeded.viewer, seeded.creditor.pk, "policy", "business_standard")] == [
        2,
        1,
    ]
    assert len(policies_of(seeded.viewer, seeded.creditor.pk)) == len(POLICIES.keys()) + 1


@pytest.mark.parametrize(
    ("kind", "key", "text", "code"),
    [
        ("policy", "business_standard", TEXT.replace("action: hold", "action: hodl"), "has_problems"),
        ("policy", "business_standard", TEXT.replace("name: business_standard", "name: other"), "has_problems"),
        ("policy", "business_standard", TEXT.replace("segments: [standard]", "segments: [nobody]"), "has_problems"),
        ("segments", "segments", SEGMENTS_TEXT.replace("policy: high_value", "policy: gone"), "has_problems"),
    ],
)
def test_what_does_not_fit_is_not_published(seeded, kind: str, key: str, text: str, code: str) -> None:
    _save(seeded, text, key, kind)
    before = _states()
    with pytest.raises(Refusal) as caught:
        _publish(seeded, key, kind)
    assert caught.value.code == f"strategy.policy.{code}"
    assert caught.value.facts["problems"]
    assert "{" not in caught.value.sentence()
    assert _states() == before


def test_no_draft_no_publishing(seeded) -> None:
    before = _states()
    for verb in (publish_policy, discard_draft):
        with pytest.raises(Refusal, match=r"strategy\.policy\.no_draft"):
            verb(viewer=seeded.viewer, creditor_id=seeded.creditor.pk, kind="policy", key="business_standard")
    with pytest.raises(Refusal, match=r"strategy\.policy\.odd_key"):
        _save(seeded, TEXT, "No Key")
    assert _states() == before


def test_a_draft_can_be_thrown_away(seeded) -> None:
    _save(seeded, TEXT)
    discard_draft(viewer=seeded.viewer, creditor_id=seeded.creditor.pk, kind="policy", key="business_standard")
    assert [state for key, _, state in _states() if key == "business_standard"] == ["published"]


@pytest.mark.parametrize("change", [{"text": "x"}, {"version": 9}, {"state": "draft"}, {"note": "x"}])
def test_the_database_keeps_published_texts(seeded, change: dict[str, object]) -> None:
    kept = PolicyVersion.objects.filter(key="business_standard")
    with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic():
        kept.update(**change)
    with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM strategy_policy_version WHERE state = 'published'")
    assert active_documents(seeded.creditor.pk).policies["business_standard"].version == 1


def test_rights_are_asked_for(seeded) -> None:
    collector = Viewer("person", name="Mei", user_id=None, roles={seeded.creditor.pk: Role("collector")})
    stranger = Viewer("person", name="Nobody", roles={})
    before = _states()
    for viewer, code in ((collector, "denied"), (stranger, "not_found")):
        with viewing(viewer), pytest.raises(Refusal, match=rf"platform\.access\.{code}"):
            save_draft(viewer=viewer, creditor_id=seeded.creditor.pk, kind="policy", key="x", text="")
        with viewing(viewer), pytest.raises(Refusal, match=rf"platform\.access\.{code}"):
            publish_policy(viewer=viewer, creditor_id=seeded.creditor.pk, kind="policy", key="business_standard")
    with viewing(stranger):
        assert PolicyVersion.objects.count() == 0
    assert _states() == before
