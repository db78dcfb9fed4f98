# A collector works the list: a call, a snooze, a skip, an undo; every verb leaves a record.
as_of     2026-03-31
creditor  "Northline Freight" USD  country US  zone America/Chicago
person    Elena   collector
person    Tyler   collector
person    Marcus  lead
customer  B-1 named "Alderbrook Logistics LLC"  owner Elena
invoice   NL-101  2026-01-20  1_000.00 USD  due 2026-03-19
customer  B-2 named "Fernridge Freight Brokers Inc"  owner Elena
invoice   NL-201  2026-01-20  5_000.00 USD  due 2026-03-12
customer  B-3 named "Stonevale Logistics LLC"  owner Elena
invoice   NL-301  2026-01-20  2_000.00 USD  due 2026-03-15
day

acting    Elena
customer  B-1
call      reached will_check  minutes 4  note "in Friday's run"
expect_state    done
expect_contact  call  outcome will_check
undo
expect_state    open

# An answer that cannot be true is refused.
call      not_reached will_check
expect_refused  work.activity.outcome_contradicts
call      not_reached voicemail
done
expect_refused  work.item.not_allowed

customer  B-2
snooze    "next friday"
expect_state    snoozed
note      "Back from leave on Thursday."
customer  B-3
skip      "same owner as B-2, one call for both"
expect_state    skipped
undo
done
expect_state    done
expect_worklist Elena

# Giving work to somebody else is a lead's right; the customer's next day is the new owner's.
acting    Marcus
customer  B-2
assign    Tyler
