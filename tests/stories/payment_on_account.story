# Handbook §1.3, example 1: a payment is only partly set against its invoice.
as_of     2026-03-31
creditor  "Handbook Trading" USD
customer  C-1 named "Alderbrook Ltd"
invoice   INV-1  2026-02-09  1_000.00 USD  due 2026-03-11
payment   PAY-1  2026-03-10  1_000.00 USD  on_account
allocate  PAY-1  2026-03-12  600.00 USD  to INV-1
expect_open     INV-1  400.00 USD
expect_open     PAY-1  -400.00 USD
expect_balance  0.00 USD

# More than is open is refused, and nothing moves.
allocate  PAY-1  2026-03-12  400.01 USD  to INV-1
expect_refused  receivables.entry.exceeds_open_amount
expect_open     INV-1  400.00 USD
expect_check    ok
