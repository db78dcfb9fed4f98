# People do what their role allows; a collector holds and calls, a clerk posts.
as_of     2026-03-31
creditor  "Northline Freight" USD
person    Elena  collector
person    Renee  cash_clerk
customer  B-1 named "Alderbrook Logistics LLC" owner Elena
acting    Renee
invoice   NL-1  2026-02-01  500.00 USD  due 2026-03-03
acting    Elena
write_off NL-1  2026-03-31  500.00 USD  reason "too old"
expect_refused  platform.access.denied
hold      NL-1  customer_request  until 2026-04-07
expect_hold     NL-1  customer_request
expect_open     NL-1  500.00 USD
