# Handbook §1.3, example 3, and look-alike trap 3: a check that came back re-opens exactly what it had paid.
as_of      2026-06-08
creditor   "Handbook Trading" USD
customer   C-1
invoice    INV-1  2026-05-01  500.00 USD  due 2026-05-31
invoice    INV-2  2026-05-02  500.00 USD  due 2026-06-01
payment    CHK-9  2026-06-03  500.00 USD  to INV-1
expect_open     INV-1  0.00 USD
reverse    INV-1  2026-06-08  reason "insufficient funds"
debit_memo FEE-1  2026-06-08  25.00 USD  due 2026-06-08
expect_open     INV-1  0.00 USD    on 2026-06-05
expect_open     INV-1  500.00 USD  on 2026-06-08
expect_open     INV-2  500.00 USD
expect_due      INV-1  2026-05-31
expect_balance  1_025.00 USD

# What was undone cannot be undone again.
reverse    INV-1  2026-06-08
expect_refused  receivables.entry.already_reversed
expect_check    ok
