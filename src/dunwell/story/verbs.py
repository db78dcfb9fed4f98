"""Every verb of a story: what it looks like and what it means. The page docs/stories.md is written from this table."""

from collections.abc import Mapping

from dunwell.story.grammar import Verb

_VERBS: tuple[Verb, ...] = (
    # --- the day, the desk and its people
    Verb("as_of", "DATE", "It is this day. Everything below happens on it, until the next `as_of`."),
    Verb("creditor", "NAME CURRENCY [country NAME] [zone NAME]", "The company the money is owed to, and its currency."),
    Verb(
        "person",
        "NAME collector|lead|cash_clerk|billing_clerk|credit_analyst|manager|admin",
        "Someone who works at the desk, in a role.",
    ),
    Verb("acting", "NAME", "From here on this person acts; at first it is the `operator`."),
    Verb(
        "customer",
        "CUSTOMER [named TEXT] [consumer] [parent CUSTOMER] [owner NAME] [queue NAME] [terms NAME] [language NAME]"
        " [country NAME]",
        "The customer the lines below are about; made when new, changed when more is said.",
    ),
    Verb(
        "contact_person",
        "TEXT [role NAME] [phone TEXT] [email TEXT] [prefers phone|email|letter|sms] [language NAME]",
        "Someone to reach at the customer.",
    ),
    Verb("rate", "CURRENCY DATE NUMBER", "From that day on one unit of the currency is worth this much at home."),
    Verb(
        "terms",
        "NAME net_days|eom_plus_days|net_days_then_eom|proximo|installments|due_on_receipt COUNT [cutoff COUNT]"
        " [discount NUMBER] [within COUNT]",
        "Payment terms by name; the count is days, the day of the month, or the number of monthly parts.",
    ),
    # --- the ledger
    Verb("invoice", "ITEM DATE MONEY [due DATE] [terms NAME] [po TEXT] [reference TEXT]", "A bill to the customer."),
    Verb("debit_memo", "ITEM DATE MONEY [due DATE] [terms NAME] [reference TEXT]", "An extra charge."),
    Verb("finance_charge", "ITEM DATE MONEY [due DATE] [reference TEXT]", "Interest or a late fee."),
    Verb("credit_memo", "ITEM DATE MONEY [reference TEXT]", "Less is owed; write the amount without a minus sign."),
    Verb("payment", "ITEM DATE MONEY [to ITEM] [on_account]", "Money from the customer, put on an item or on account."),
    Verb("allocate", "ITEM DATE MONEY to ITEM:target", "Set on-account money or a credit memo against an item."),
    Verb(
        "short_pay",
        "ITEM DATE MONEY [reason TEXT]",
        "The invoice is paid short; the rest becomes a deduction of its own.",
    ),
    Verb("discount", "ITEM DATE MONEY", "An early-payment discount is allowed."),
    Verb("write_off", "ITEM DATE MONEY [reason TEXT]", "Give up this much of an item; the debt is not forgiven."),
    Verb("reverse", "ITEM DATE [reason TEXT]", "Undo the item's last payment: it came back unpaid."),
    Verb(
        "hold",
        "ITEM NAME:reason [amount MONEY] [until DATE] [note TEXT]",
        "Do not chase this item (or `customer`), because.",
    ),
    Verb("lift_hold", "ITEM [reason NAME]", "Chase again: the item's holds (or the `customer`'s) end."),
    # --- cash
    Verb(
        "receipt", "NAME DATE MONEY [from CUSTOMER]", "Money arrived; without a customer nobody knows yet whose it is."
    ),
    Verb("identify", "NAME CUSTOMER DATE [amount MONEY]", "The receipt (or this much of it) is this customer's."),
    Verb(
        "apply",
        "NAME ITEM MONEY DATE [discount NUMBER] [tolerance NUMBER] [fee NUMBER] [withheld NUMBER] [deduction NUMBER]"
        " [code TEXT] [credit ITEM] [rate NUMBER] [because TEXT]",
        "Put this much of a receipt against an item, with what settles it beside money; a credit is netted whole.",
    ),
    Verb("unapply", "NAME ITEM DATE [because TEXT]", "Take back what the receipt paid of the item."),
    Verb("return", "NAME NAME:code DATE", "The bank takes the receipt back (NSF, R01, CHARGEBACK)."),
    Verb("refund", "NAME MONEY DATE checked NAME:checked", "Give money back: asked, checked by another person, paid."),
    Verb("lock_period", "DATE TEXT:reason", "Close the books through this day."),
    Verb("reopen_period", "TEXT:reason [through DATE]", "Open them again, wholly or after this day."),
    # --- what is questioned
    Verb(
        "dispute",
        "ITEM MONEY [reason NAME] [note TEXT]",
        "Part of an item is questioned (PRICE unless a reason is named); the rest stays due.",
    ),
    Verb("dispute_deductions", "", "What payers held back is disputed, by their own codes."),
    Verb("move_dispute", "ITEM NAME:state [note TEXT]", "The item's dispute goes to a state, by every step between."),
    Verb("remind", "ITEM", "The customer is reminded to answer about the item's dispute."),
    Verb(
        "decide",
        "ITEM valid|partly_valid|invalid [with NAME] [credit MONEY] [note TEXT]",
        "The item's dispute is decided: credit, rebill, redeliver, explain or collect.",
    ),
    Verb("resolve", "ITEM", "What was decided is posted, by somebody who may."),
    Verb("close_dispute", "ITEM NAME:cause", "The item's dispute ends, with its root cause."),
    Verb("withdraw", "ITEM TEXT:note", "The customer does not question the item any more."),
    Verb("reopen", "ITEM TEXT:note [amount MONEY]", "The item's last dispute begins again."),
    Verb("watch_disputes", "", "The night looks at every dispute: what was paid meanwhile, whose clock ran out."),
    # --- what is given up
    Verb(
        "request_write_off",
        "ITEM MONEY small_balance|uncollectable|uneconomic|policy_age|settlement TEXT:reason [forgiven]",
        "Ask that this much of the item be given up; nothing moves yet.",
    ),
    Verb("approve_write_off", "ITEM", "Say yes to what another person asked for, within one's authority."),
    Verb("refuse_write_off", "ITEM TEXT:note", "Say no to it, and why."),
    Verb("recover", "ITEM MONEY", "Money came after all: so much of what was given up is open again."),
    # --- what comes in
    Verb(
        "import",
        "NAME [mode delta|snapshot] [control_total NUMBER] [default TEXT]",
        "A file of open items arrives; its rows stand indented below, separated by commas.",
        takes_table=True,
    ),
    # --- the day's work
    Verb("day", "[engine NAME]", "Run the day: decide for every customer and publish the worklists."),
    Verb(
        "call",
        "reached|not_reached NAME:outcome [minutes COUNT] [note TEXT] [inbound]",
        "A call with the customer, and what came of it.",
    ),
    Verb("note", "TEXT", "A note on the customer."),
    Verb(
        "said",
        "NAME:kind [channel NAME] [address TEXT] [before TEXT] [after TEXT] [until DATE] [value TEXT]",
        "What the customer said of being contacted: opt_out, inconvenient, consent, cease, attorney and the like.",
    ),
    Verb("snooze", "TEXT", 'Not before then: a day, `tomorrow`, `monday`, "next friday".'),
    Verb("done", "", "The customer's work item is done."),
    Verb("skip", "TEXT:reason", "Leave the work item, because."),
    Verb("assign", "NAME", "Give the work item to a person."),
    Verb("undo", "", "Take back what was last done to the work item."),
    # --- what came of it
    Verb(
        "promise",
        "ITEM DATE MONEY [then DATE] [adding MONEY] [paying NAME] [note TEXT]",
        "The customer promises this much of the item (or of the `customer`'s account) by that day, and perhaps more.",
    ),
    Verb("change_promise", "ITEM DATE MONEY", "The customer puts the open promise off, or changes its amount."),
    Verb("cancel_promise", "ITEM TEXT:reason", "The open promise is taken out of the book."),
    Verb("approve_promise", "ITEM", "Leave is given for a promise that waits for it."),
    Verb(
        "plan",
        "COUNT DATE ITEM... [every NAME] [interest NUMBER] [down MONEY] [spare MONEY]",
        "A plan on these items is drawn up: so many installments, the first on that day.",
    ),
    Verb("submit_plan", "", "Leave is given for the customer's draft of a plan."),
    Verb("accept_plan", "TEXT:accepted_by [proof TEXT]", "The customer agrees to the plan that was offered."),
    Verb("reject_plan", "TEXT:reason", "The customer does not agree to it."),
    Verb("cancel_plan", "TEXT:reason", "The plan ends without being paid."),
    Verb("renegotiate", "COUNT DATE ITEM... [every NAME]", "Another plan is drawn up to replace the running one."),
    Verb("reinstate_plan", "", "The plan in default is revived."),
    Verb(
        "judge",
        "",
        "See what became of the customer's promises and plans by today, as every receipt and every night does.",
    ),
    # --- looking
    Verb("expect_refused", "CODE", "The line above was refused with this code, and nothing was written."),
    Verb("expect_open", "ITEM MONEY [on DATE]", "This much of the item is open (now, or on another day)."),
    Verb("expect_balance", "MONEY", "The customer owes this much, all items together."),
    Verb("expect_settled", "ITEM DATE", "The item came to zero on that day."),
    Verb(
        "expect_receipt",
        "NAME NAME:state [suspense NUMBER] [on_account NUMBER] [applied NUMBER] [refunded NUMBER] [returned NUMBER]",
        "The receipt's state, and how much of it is where; places not named are zero.",
    ),
    Verb("expect_due", "ITEM DATE [part COUNT] [amount MONEY]", "The item (or one part of it) is due that day."),
    Verb("expect_discount", "ITEM DATE MONEY", "Paying by that day earns this much off."),
    Verb("expect_gain", "ITEM MONEY", "Paying the item brought this exchange gain (a loss is negative)."),
    Verb(
        "expect_aging",
        "CURRENCY BUCKET... [on DATE] [basis due|document|posting]",
        "The customer's aging: pairs of bucket and amount; buckets not named are zero.",
    ),
    Verb(
        "expect_hold", "ITEM NAME:reason [amount MONEY] [until DATE]", "The item (or `customer`) is on hold, because."
    ),
    Verb(
        "expect_dispute",
        "ITEM NAME:state [disputed MONEY] [credited MONEY] [paid MONEY] [written_off MONEY] [upheld MONEY]",
        "The item's last dispute, and where its money is; parts not named are zero.",
    ),
    Verb("expect_clock", "ITEM NAME DATE", "The clock that runs on the item's dispute, and when it is due."),
    Verb(
        "expect_write_off",
        "ITEM requested|refused|cancelled|posted|recovered [recovered MONEY] [split]",
        "The item's last request to give it up.",
    ),
    Verb("expect_no_hold", "ITEM", "Nothing holds the item (or the `customer`)."),
    Verb(
        "expect_import",
        "[new COUNT] [changed COUNT] [unchanged COUNT] [closed COUNT] [problems COUNT]",
        "What the last `import` did.",
    ),
    Verb("expect_problem", "CODE [row COUNT] [column TEXT]", "The last `import` set a row aside for this."),
    Verb("expect_step", "NAME:action", "The day decided this for the customer."),
    Verb("expect_excluded", "CODE", "The day left the customer alone, for this reason."),
    Verb("expect_rank", "COUNT", "The customer stands here on its list, 1 first."),
    Verb("expect_worklist", "NAME CUSTOMER...", "This person's open work items, first to last."),
    Verb("expect_contact", "NAME:kind [outcome NAME]", "The last call or message with the customer, and its outcome."),
    Verb(
        "expect_permit",
        "yes|no NAME:channel [at TEXT] [because CODE] [about TEXT]",
        "The customer may be contacted so (at noon), or not, because; and what of it may be asked for.",
    ),
    Verb("expect_state", "open|done|snoozed|skipped", "How far the customer's work item is."),
    Verb(
        "expect_promise",
        "ITEM NAME:state [received NUMBER] [late NUMBER] [cutoff DATE] [attempt COUNT] [status NAME] [in_grace]"
        " [late_kept] [reversed]",
        "Where the newest promise about the item (or the `customer`'s account) stands.",
    ),
    Verb(
        "expect_plan",
        "NAME:state [received NUMBER] [interest NUMBER] [missed COUNT]",
        "Where the customer's newest plan stands.",
    ),
    Verb("expect_installment", "COUNT DATE MONEY [interest NUMBER] [received NUMBER]", "An installment of that plan."),
    Verb("expect_broken", "COUNT", "The day counts so many broken promises of the customer."),
    Verb("expect_check", "ok|broken", "`dunwell check` finds every balance equal to its entries, or not."),
)

VERBS: Mapping[str, Verb] = {verb.name: verb for verb in _VERBS}
