# Handbook §1.6, examples 1 and 2: paid at another rate than it was booked at.
as_of      2026-03-31
creditor   "Handbook Trading" USD
customer   C-EU
rate       EUR 2026-01-01 1.10
rate       EUR 2026-02-15 1.12
rate       EUR 2026-03-15 1.08
invoice    INV-1  2026-01-10  10_000.00 EUR  due 2026-02-09
invoice    INV-2  2026-01-10  10_000.00 EUR  due 2026-02-09
payment    W-1    2026-03-20  10_000.00 EUR  to INV-1
expect_gain     INV-1  -200.00 USD
payment    W-2    2026-02-20  4_000.00 EUR  to INV-2
expect_gain     INV-2  80.00 USD
expect_open     INV-2  6_000.00 EUR
expect_balance  6_000.00 EUR
expect_check    ok
