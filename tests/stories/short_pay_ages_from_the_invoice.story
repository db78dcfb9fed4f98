# Handbook §1.3, example 2, and look-alike trap 1: what is held back keeps the invoice's due date.
as_of      2026-05-31
creditor   "Northline Freight" USD  country US  zone America/Chicago
customer   B-7 named "Stonevale Logistics LLC"
invoice    NL-24001  2026-03-20  1_200.00 USD  due 2026-04-19
short_pay  NL-24001  2026-05-20  1_150.00 USD  reason "freight damage"
expect_open     NL-24001  0.00 USD
expect_settled  NL-24001  2026-05-20
expect_balance  50.00 USD
expect_aging    USD  31-60 50.00  total 50.00
expect_check    ok
