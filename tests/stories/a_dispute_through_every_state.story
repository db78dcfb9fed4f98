# Every way that a dispute can go, with the clocks that run meanwhile.
as_of      2026-05-04
creditor   "Seaboard Produce" USD  country US
invoice    INV-1  2026-04-01  1_000.00 USD
dispute    INV-1  400.00 USD  reason QUAL
expect_clock    INV-1  triage  2026-05-05
move_dispute    INV-1  triaged
expect_clock    INV-1  response  2026-05-06
move_dispute    INV-1  assigned
move_dispute    INV-1  in_review
expect_clock    INV-1  decision  2026-06-02
move_dispute    INV-1  awaiting_internal
move_dispute    INV-1  awaiting_customer
move_dispute    INV-1  closed
expect_refused  outcomes.dispute.not_movable

# Ten business days and two reminders without an answer: what is there decides.
as_of      2026-05-11
remind     INV-1
as_of      2026-05-15
remind     INV-1
as_of      2026-05-19
watch_disputes
expect_dispute  INV-1  in_review  disputed 400.00 USD

# The clock runs out: it goes up a level, and comes back down to be decided.
as_of      2026-06-03
watch_disputes
expect_dispute  INV-1  escalated  disputed 400.00 USD
move_dispute    INV-1  in_review
decide     INV-1  invalid  with collect  note "the inspection found nothing"
expect_dispute  INV-1  resolving  upheld 400.00 USD
expect_no_hold  INV-1
close_dispute   INV-1  product_service.quality

# Sixty days to begin again; then a new dispute is needed.
as_of      2026-08-02
reopen     INV-1  "a second inspection"  amount 250.00 USD
expect_dispute  INV-1  reopened  disputed 250.00 USD  upheld 150.00 USD
expect_hold     INV-1  dispute  amount 250.00 USD
withdraw   INV-1  "the second one found nothing either"
expect_dispute  INV-1  withdrawn  upheld 400.00 USD
as_of      2026-10-02
reopen     INV-1  "a third inspection"
expect_refused  outcomes.dispute.too_old_to_reopen

# Who cannot pay does not say that the bill is wrong.
dispute    INV-1  400.00 USD  reason INS
expect_refused  outcomes.dispute.cannot_pay
dispute    INV-1  1_000.01 USD
expect_refused  outcomes.dispute.exceeds_open_amount
