# Look-alike trap 2: a credit memo never makes a bucket negative.
as_of        2026-04-30
creditor     "Handbook Trading" USD
customer     C-1
invoice      INV-1  2026-03-01  100.00 USD  due 2026-03-31
credit_memo  CM-1   2026-02-15  250.00 USD
expect_aging    USD  1-30 100.00  unapplied -250.00  total -150.00
expect_balance  -150.00 USD
allocate     CM-1   2026-04-30  100.00 USD  to INV-1
expect_aging    USD  unapplied -150.00  total -150.00
expect_aging    USD  1-30 100.00  unapplied -250.00  total -150.00  on 2026-04-29
