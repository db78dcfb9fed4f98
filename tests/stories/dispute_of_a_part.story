# Look-alike trap 15: a dispute over a part leaves the rest of the invoice due.
as_of      2026-04-30
creditor   "Northline Freight" USD
customer   B-3 named "Keystone Lane Partners LLC"
invoice    NL-1  2026-03-01  1_000.00 USD  due 2026-03-31
dispute    NL-1  200.00 USD  note "detention denied"
expect_hold     NL-1  dispute  amount 200.00 USD
expect_open     NL-1  1_000.00 USD
expect_aging    USD  1-30 1_000.00  disputed 200.00  total 1_000.00
dispute    NL-1  1_000.01 USD
expect_refused  outcomes.dispute.exceeds_open_amount
withdraw   NL-1  "the approval was found"
expect_dispute  NL-1  withdrawn  upheld 200.00 USD
expect_no_hold  NL-1
