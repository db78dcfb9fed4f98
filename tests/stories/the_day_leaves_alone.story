# Who is not chased today is left alone for a stated reason.
as_of     2026-03-31
creditor  "Northline Freight" USD  country US  zone America/Chicago
person    Elena  collector

# A hold, until a day.
customer  B-1 named "Alderbrook Logistics LLC"  owner Elena
invoice   NL-100  2025-06-02  400.00 USD  due 2025-07-02
payment   CHK-1   2025-07-01  400.00 USD  to NL-100
invoice   NL-101  2026-02-20  1_000.00 USD  due 2026-03-25
hold      customer  customer_request  until 2026-04-05

# More credit than debt.
customer  B-2 named "Marquette Load Services Inc"  owner Elena
invoice   NL-201  2026-01-10  100.00 USD  due 2026-02-09
credit_memo CM-1  2026-02-20  150.00 USD

# Everything past due is disputed.
customer  B-3 named "Keystone Lane Partners LLC"  owner Elena
invoice   NL-301  2026-01-10  700.00 USD  due 2026-02-09
dispute   NL-301  700.00 USD

# Too little to be worth a call.
customer  B-4 named "Larkdale Shipping Co"  owner Elena
invoice   NL-401  2026-03-10  3.00 USD  due 2026-03-25

day
customer  B-1
expect_excluded  strategy.excluded.on_hold
customer  B-2
expect_excluded  strategy.excluded.credit_balance
customer  B-3
expect_excluded  strategy.excluded.disputed_only
customer  B-4
expect_excluded  strategy.excluded.below_minimum
expect_worklist  Elena

# The hold has run out: the next day takes the customer up again.
as_of     2026-04-06
day
customer  B-1
expect_step      call
expect_worklist  Elena  B-1
