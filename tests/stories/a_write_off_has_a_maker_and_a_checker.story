# One asks, another whose authority reaches so far says yes; only then the books move.
as_of      2026-05-04
creditor   "Northline Freight" USD  country US
person     Elena  collector
person     Omar   lead
person     Vera   manager
customer   B-3 named "Keystone Lane Partners LLC"
invoice    NL-1  2025-03-01  400.00 USD  due 2025-03-31
invoice    NL-2  2025-03-01  300.00 USD  due 2025-03-31
invoice    NL-3  2026-04-20  8.00 USD  due 2026-04-30
acting     Elena
request_write_off  NL-3  8.00 USD  small_balance  "not worth a call"
expect_refused     outcomes.writeoff.too_young
request_write_off  NL-1  400.01 USD  uncollectable  "insolvent"
expect_refused     outcomes.writeoff.exceeds_open_amount
request_write_off  NL-1  400.00 USD  uncollectable  "insolvent"
expect_write_off   NL-1  requested
expect_open        NL-1  400.00 USD
approve_write_off  NL-1
expect_refused     platform.access.denied

# 400 and 300 on one day are 700: more than a lead may give up, and it shows.
request_write_off  NL-2  300.00 USD  uncollectable  "insolvent"
expect_write_off   NL-2  requested  split
acting     Omar
approve_write_off  NL-1
expect_refused     outcomes.writeoff.above_limit
refuse_write_off   NL-2  "wait for the trustee"
expect_write_off   NL-2  refused  split
approve_write_off  NL-1
expect_write_off   NL-1  posted
expect_open        NL-1  0.00 USD

# Within twelve months it all counts; whoever asks does not check.
request_write_off  NL-2  300.00 USD  policy_age  "a year at the agency"
approve_write_off  NL-2
expect_refused     outcomes.writeoff.own_request
acting     Vera
approve_write_off  NL-2
expect_write_off   NL-2  posted  split
expect_open        NL-2  0.00 USD

# A write-off is not forgiveness: what comes after all is open again, and paid like any.
acting     Vera
recover    NL-1  150.00 USD
expect_open        NL-1  150.00 USD
payment    CHK-9   2026-05-04  150.00 USD  to NL-1
expect_write_off   NL-1  recovered  recovered 150.00 USD
recover    NL-1  250.01 USD
expect_refused     outcomes.writeoff.exceeds_open_amount
expect_check       ok
