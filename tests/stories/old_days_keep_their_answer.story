# Look-alike trap 4: a payment of July does not lower the book of June, whenever the report is run.
as_of     2026-06-30
creditor  "Handbook Trading" USD
customer  C-1
invoice   INV-1  2026-05-01  900.00 USD  due 2026-05-31
expect_aging  USD  1-30 900.00  total 900.00
as_of     2026-07-05
payment   PAY-1  2026-07-02  900.00 USD  to INV-1
expect_open   INV-1  0.00 USD
expect_open   INV-1  900.00 USD  on 2026-06-30
expect_aging  USD  1-30 900.00  total 900.00  on 2026-06-30
expect_aging  USD  total 0.00
expect_check  ok
