# The rest of a settlement is given up only after the agreed part was paid.
as_of      2026-05-04
creditor   "Northline Freight" USD  country GB
person     Elena  collector
person     Vera   manager
invoice    NL-1  2025-11-01  1_000.00 USD  due 2025-12-01
acting     Elena
request_write_off  NL-1  200.00 USD  settlement  "800 of 1,000, agreed by phone"  forgiven
acting     Vera
approve_write_off  NL-1
expect_refused     outcomes.writeoff.settlement_not_paid
payment    CHK-1   2026-05-04  800.00 USD  to NL-1
approve_write_off  NL-1
expect_write_off   NL-1  posted
expect_settled     NL-1  2026-05-04
recover    NL-1  10.00 USD
expect_refused     outcomes.writeoff.forgiven
expect_check       ok
