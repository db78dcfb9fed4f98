# Only the disputed part stops; the rest is chased, and what is decided resumes by itself.
as_of      2026-05-04
creditor   "Northline Freight" USD  country US  zone America/Chicago
person     Elena  collector
person     Omar   lead
person     Ana    billing_clerk
customer   B-3 named "Keystone Lane Partners LLC"  owner Elena
invoice    NL-1  2026-03-01  1_000.00 USD  due 2026-03-31
acting     Elena
dispute    NL-1  300.00 USD  reason SERV  note "nobody approved the detention"
expect_hold     NL-1  dispute  amount 300.00 USD
expect_dispute  NL-1  new  disputed 300.00 USD
expect_clock    NL-1  triage  2026-05-05
acting     operator
day
expect_step  call

# A collector may not decide; a lead may, and a clerk posts the credit memo.
acting     Elena
decide     NL-1  partly_valid  credit 100.00 USD
expect_refused  platform.access.denied
acting     Omar
decide     NL-1  partly_valid  credit 100.00 USD  note "one hour was approved"
expect_dispute  NL-1  decided  disputed 300.00 USD
expect_hold     NL-1  dispute  amount 300.00 USD
resolve    NL-1
expect_refused  platform.access.denied
acting     Ana
resolve    NL-1
expect_dispute  NL-1  resolving  credited 100.00 USD  upheld 200.00 USD
expect_no_hold  NL-1
expect_open     NL-1  900.00 USD
expect_aging    USD  31-60 900.00  total 900.00

# It ends with what went wrong at the root, and not without.
close_dispute   NL-1  weather
expect_refused  outcomes.dispute.cause_unknown
close_dispute   NL-1  order_capture.wrong_price_agreed
expect_dispute  NL-1  closed  credited 100.00 USD  upheld 200.00 USD
expect_check    ok
