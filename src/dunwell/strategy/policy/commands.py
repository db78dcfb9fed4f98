"""Verbs on policies and segments: write a draft, put it in force."""

from django.db.models import Max
from django.db.models.functions import Now

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit
from dunwell.strategy.policies import POLICIES, SEGMENTS_TEXT
from dunwell.strategy.policy.models import PolicyVersion
from dunwell.strategy.policy.queries import active_documents, parsed_policy, problems_of, refusal_of
from dunwell.strategy.policy.rules import SEGMENTS_KEY, DocumentKind, DocumentState


@command
def save_draft(
    *, viewer: Viewer, creditor_id: int, kind: str, key: str, text: str, note: str = ""
) -> tuple[PolicyVersion, list[Problem]]:
    """Keep a text as the draft of a document, right or wrong, and return it with its problems.

    There is one draft per document: saving again replaces its text. Published versions stay as they are.
    """
    require(viewer, "policy.edit", creditor_id)
    _lock(creditor_id)
    key = _checked_key(kind, key)
    draft = PolicyVersion.objects.filter(creditor_id=creditor_id, kind=kind, key=key, state=DocumentState.DRAFT).first()
    if draft is None:
        draft = PolicyVersion(
            creditor_id=creditor_id, kind=kind, key=key, version=_next_version(creditor_id, kind, key)
        )
    draft.text, draft.note, draft.created_by_id = text, note, viewer.user_id
    draft.save()
    return draft, problems_of(kind, text)


@command
def discard_draft(*, viewer: Viewer, creditor_id: int, kind: str, key: str) -> None:
    """Throw the draft of a document away; refuse when there is none."""
    require(viewer, "policy.edit", creditor_id)
    _lock(creditor_id)
    _draft(creditor_id, kind, key).delete()


@command
def publish_policy(*, viewer: Viewer, creditor_id: int, kind: str, key: str, note: str = "") -> PolicyVersion:
    """Put the draft of a document in force from the next run on, and retire the version before it.

    Refuses a draft with problems, one whose name is not its key, and one that would leave segments and policies that do
    not fit together; the refusal's fact `problems` lists every one with its line.
    """
    require(viewer, "policy.publish", creditor_id)
    _lock(creditor_id)
    draft = _draft(creditor_id, kind, key)
    _check_publishable(draft)
    kept = PolicyVersion.objects.filter(creditor_id=creditor_id, kind=kind, key=key)
    kept.filter(state=DocumentState.PUBLISHED).update(state=DocumentState.RETIRED)
    kept.filter(pk=draft.pk).update(
        state=DocumentState.PUBLISHED, published_at=Now(), published_by_id=viewer.user_id, note=note or draft.note
    )
    draft.refresh_from_db()
    emit("strategy.policy_published", creditor_id, kind=kind, key=key, version=draft.version)
    return draft


@command
def seed_policies(*, viewer: Viewer, creditor_id: int) -> int:
    """Publish the shipped policies and segments where the creditor has none of that key; return how many were added."""
    require(viewer, "policy.publish", creditor_id)
    _lock(creditor_id)
    shipped = [(DocumentKind.POLICY, key, policy.text) for key, policy in POLICIES]
    shipped.append((DocumentKind.SEGMENTS, SEGMENTS_KEY, SEGMENTS_TEXT))
    known = set(PolicyVersion.objects.filter(creditor_id=creditor_id).values_list("kind", "key"))
    added = [
        PolicyVersion(
            creditor_id=creditor_id, kind=kind, key=key, version=1, text=text, state=DocumentState.PUBLISHED,
            note="Shipped with Dunwell", created_by_id=viewer.user_id, published_by_id=viewer.user_id,
            published_at=Now(),
        )
        for kind, key, text in shipped
        if (kind.value, key) not in known
    ]  # fmt: skip
    PolicyVersion.objects.bulk_create(added)
    return len(added)


def _lock(creditor_id: int) -> None:
    """Let one writer at a time change a creditor's documents."""
    if Creditor.objects.select_for_update().filter(pk=creditor_id).first() is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


def _checked_key(kind: str, key: str) -> str:
    if kind == DocumentKind.SEGMENTS and key == SEGMENTS_KEY:
        return key
    if kind == DocumentKind.POLICY and key.isidentifier() and key == key.lower() and len(key) <= 40:
        return key
    raise Refusal(
        "strategy.policy.odd_key",
        gettext_noop("{key} is no key. Use small letters, digits and _, beginning with a letter, at most 40."),
        key=key[:60],
    )


def _next_version(creditor_id: int, kind: str, key: str) -> int:
    kept = PolicyVersion.objects.filter(creditor_id=creditor_id, kind=kind, key=key)
    return (kept.aggregate(last=Max("version"))["last"] or 0) + 1


def _draft(creditor_id: int, kind: str, key: str) -> PolicyVersion:
    kept = PolicyVersion.objects.select_for_update().filter(creditor_id=creditor_id, kind=kind, key=key)
    draft = kept.filter(state=DocumentState.DRAFT).first()
    if draft is None:
        raise Refusal(
            "strategy.policy.no_draft", gettext_noop("{key} has no draft. Edit and save it first."), key=key[:60]
        )
    return draft


def _check_publishable(draft: PolicyVersion) -> None:
    problems = problems_of(draft.kind, draft.text)
    policy = parsed_policy(draft.text, 0)[0] if draft.kind == DocumentKind.POLICY and not problems else None
    if policy is not None and policy.key != draft.key:
        problems.append(
            Problem(
                "strategy.policy.name_differs",
                gettext_noop("The document is named {name}, but it is kept as {key}. Write name: {key}."),
                row=1,
                facts={"name": policy.key, "key": draft.key},
            )
        )
    if problems:
        raise refusal_of(problems)
    segments_kept = PolicyVersion.objects.filter(
        creditor_id=draft.creditor_id, kind=DocumentKind.SEGMENTS, state=DocumentState.PUBLISHED
    )
    if draft.kind == DocumentKind.SEGMENTS or segments_kept.exists():
        active_documents(draft.creditor_id, instead={(draft.kind, draft.key): draft.text})
