"""Which open documents a payer named: the keys of numbers, joined with the tokens of texts."""

import ibis
import ibis.expr.types as ir

from dunwell.cash.references.rules import HOWS, LONG_CORE, LONG_FULL, MIN_CORE, MIN_FULL


def number_keys(numbers: ir.Table) -> ir.Table:
    """Return the keys of document numbers, as `references.rules.full_key` and `core_key` make them.

    Grain: one row per item, field and kind of key: item_id, customer_id, field, kind, key.
    """
    upper = numbers.mutate(plain=numbers.number.upper().re_replace(r"[^0-9A-Z\x{00C0}-\x{FFFF}]", ""))
    full = upper.select("item_id", "customer_id", "field", key=upper.plain)
    full = full.filter(full.key.length() >= MIN_FULL, full.key.re_search("[0-9]{2}|[0-9].*[0-9]"))
    core = upper.mutate(run=upper.number.re_extract(r"([0-9]+)[^0-9]*$", 1).re_replace("^0+", ""))
    core = core.filter(core.run.length() >= MIN_CORE).select("item_id", "customer_id", "field", key="run")
    return full.mutate(kind=_text("full")).union(core.mutate(kind=_text("core")))


def _text(value: str) -> ir.StringValue:
    return ibis.literal(value)


def keys_said(tokens: ir.Table, keys: ir.Table) -> ir.Table:
    """Return those keys of documents that anyone wrote: of a million documents few; grain as `number_keys`."""
    return keys.semi_join(tokens, ["key", "kind"])


def named_items(tokens: ir.Table, keys: ir.Table, most: int) -> ir.Table:
    """Return the documents that receipts name; a key that more than `most` documents share names none of them.

    Grain: one row per receipt, item, field and kind: receipt_id, item_id, customer_id, field, kind, key, is_structured.
    """
    shared = keys.group_by("key", "kind").aggregate(shared=lambda t: t.item_id.nunique())
    rare = keys.join(shared.filter(shared.shared <= most), ["key", "kind"])
    rare = rare.select("item_id", "customer_id", "field", "kind", "key")
    found = tokens.join(rare, ["key", "kind"])
    return found.select("receipt_id", "item_id", "customer_id", "field", "kind", "key", "is_structured")


def best_named(found: ir.Table) -> ir.Table:
    """Return each document that a receipt names once, with the place in `HOWS` of the best way in which it is named.

    Grain: one row per receipt and item, in their order: receipt_id, item_id, customer_id, how.
    """
    size = found.key.length()
    is_long = ibis.cases(
        ((found.kind == "full") & found.key.re_search("[^0-9]"), True),
        (found.kind == "full", size >= LONG_FULL),
        else_=size >= LONG_CORE,
    )
    is_full, short = found.kind == "full", HOWS.index("short_core")
    how = ibis.cases(
        ((found.field != "number") & ~(is_long | is_full), short),
        (found.field == "reference", HOWS.index("reference")),
        (found.field == "order", HOWS.index("order")),
        (found.is_structured, HOWS.index("structured")),
        (is_full & is_long, HOWS.index("full")),
        (size >= LONG_CORE, HOWS.index("core")),
        else_=short,
    )
    named = found.mutate(how=how.cast("int64")).group_by("receipt_id", "item_id", "customer_id")
    return named.aggregate(how=lambda t: t.how.min()).order_by("receipt_id", "item_id")
