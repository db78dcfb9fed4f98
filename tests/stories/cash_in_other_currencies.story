# Handbook §1.6 examples 1 and 2, and a payment in another currency at a stated rate.
as_of      2026-06-30
creditor   "Handbook Trading" USD
rate       EUR 2026-05-01 1.10
rate       EUR 2026-06-03 1.08
rate       EUR 2026-06-10 1.12
customer   C-1
invoice    INV-1  2026-05-01  10_000.00 EUR
invoice    INV-2  2026-05-01  10_000.00 EUR
invoice    INV-3  2026-05-01  10_000.00 EUR
receipt    R-1  2026-06-03  10_000.00 EUR  from C-1
apply      R-1  INV-1  10_000.00 EUR  2026-06-10
expect_gain    INV-1  -200.00 USD
receipt    R-2  2026-06-10  4_000.00 EUR  from C-1
apply      R-2  INV-2  4_000.00 EUR  2026-06-10
expect_gain    INV-2  80.00 USD
expect_open    INV-2  6_000.00 EUR
receipt    R-3  2026-06-10  10_800.00 USD  from C-1
apply      R-3  INV-3  10_800.00 USD  2026-06-10
expect_refused  cash.allocation.rate_missing
apply      R-3  INV-3  10_800.00 USD  2026-06-10  rate 0.9259259259
expect_settled INV-3  2026-06-10
expect_gain    INV-3  -200.00 USD
expect_check   ok
