# Money settles the undisputed rest first; what payers hold back is disputed by their own code.
as_of      2026-05-04
creditor   "Northline Freight" USD  country US
customer   B-1 named "Alderbrook Logistics LLC"
invoice    NL-1  2026-04-01  1_000.00 USD
dispute    NL-1  300.00 USD  reason FRT
payment    CHK-1 2026-05-04  700.00 USD  to NL-1
watch_disputes
expect_dispute  NL-1  new  disputed 300.00 USD
payment    CHK-2 2026-05-04  100.00 USD  to NL-1
watch_disputes
expect_dispute  NL-1  new  disputed 200.00 USD  paid 100.00 USD
expect_hold     NL-1  dispute  amount 200.00 USD
reverse    NL-1  2026-05-04  reason "returned unpaid"
watch_disputes
expect_dispute  NL-1  new  disputed 300.00 USD
write_off  NL-1  2026-05-04  300.00 USD  reason "not worth it"
watch_disputes
expect_dispute  NL-1  withdrawn  written_off 300.00 USD
expect_no_hold  NL-1

# 95 of 1,000 is held back for freight: the deduction is disputed, credited in full, and nothing is left.
invoice    NL-2  2026-04-01  1_000.00 USD
receipt    R-1   2026-05-04  905.00 USD  from B-1
apply      R-1   NL-2  905.00 USD  2026-05-04  deduction 95.00  code 46
dispute_deductions
expect_open     NL-2  0.00 USD
expect_dispute  NL-2-D  new  disputed 95.00 USD
move_dispute    NL-2-D  in_review
decide     NL-2-D  valid  with rebill
close_dispute   NL-2-D  billing.wrong_amount
expect_dispute  NL-2-D  closed  credited 95.00 USD
expect_open     NL-2-D  0.00 USD
expect_check    ok
