# The day decides what happens next to every customer, and ranks the list.
as_of     2026-03-31
creditor  "Northline Freight" USD  country US  zone America/Chicago
person    Elena  collector

# Twelve days late on one invoice: a first call.
customer  B-1 named "Alderbrook Logistics LLC"  owner Elena
invoice   NL-100  2025-06-02  400.00 USD  due 2025-07-02
payment   CHK-1   2025-07-01  400.00 USD  to NL-100
invoice   NL-101  2026-02-17  1_000.00 USD  due 2026-03-19

# Four days late: a friendly reminder.
customer  B-2 named "Fernridge Freight Brokers Inc"  owner Elena
invoice   NL-200  2025-06-02  400.00 USD  due 2025-07-02
payment   CHK-2   2025-07-01  400.00 USD  to NL-200
invoice   NL-201  2026-02-25  800.00 USD  due 2026-03-27

# Not due yet: nothing.
customer  B-3 named "Stonevale Logistics LLC"  owner Elena
invoice   NL-300  2025-06-02  400.00 USD  due 2025-07-02
payment   CHK-3   2025-07-01  400.00 USD  to NL-300
invoice   NL-301  2026-03-20  900.00 USD  due 2026-04-19

day
customer  B-1
expect_step      call
expect_rank      1
customer  B-2
expect_step      email
customer  B-3
expect_excluded  strategy.excluded.nothing_past_due
expect_worklist  Elena  B-1 B-2
