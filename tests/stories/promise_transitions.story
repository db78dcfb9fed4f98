# Each way a promise may go beside being kept: put off, suspended and resumed, cancelled, broken, restated, given leave.
as_of      2026-06-08
creditor   "Northline Freight" USD country US
person     "Dana" collector
person     "Lee" lead
customer   B-1
invoice    NL-1  2026-04-01  1_000.00 USD  due 2026-05-01
acting     "Dana"
promise    NL-1  2026-06-10  1_000.00 USD
expect_promise  NL-1  pending  attempt 1

# Put off once, before its day: rescheduled, not broken.
change_promise  NL-1  2026-06-15  900.00 USD
expect_promise  NL-1  pending  attempt 2
expect_hold     NL-1  promise  amount 900.00 USD  until 2026-06-17
change_promise  NL-1  2026-06-16  900.00 USD
expect_refused  outcomes.promise.not_changeable

# A dispute on the whole document stops the clock; it runs on by as many days afterwards.
acting     operator
hold       NL-1  dispute
judge
expect_promise  NL-1  suspended
as_of      2026-06-12
lift_hold  NL-1  reason dispute
judge
expect_promise  NL-1  pending  cutoff 2026-06-24
expect_hold     NL-1  promise  until 2026-06-24

# The day passes, the grace passes: broken, and a fact of the day. Holding back ends by itself.
as_of      2026-06-20
judge
expect_promise  NL-1  in_grace
as_of      2026-06-25
judge
expect_promise  NL-1  broken  received 0.00
expect_no_hold  NL-1
expect_broken   1

# Money dated within the grace that became known later restates it; what comes later keeps it late only.
payment    P-1  2026-06-22  400.00 USD  to NL-1
judge
expect_promise  NL-1  partially_kept  received 400.00
expect_broken   0
payment    P-2  2026-06-23  500.00 USD  to NL-1
judge
expect_promise  NL-1  kept  received 900.00  in_grace

# Two in a row are broken: a third needs leave, and holds nothing until it is given.
customer   B-2
invoice    NL-2  2026-04-01  300.00 USD  due 2026-05-01
promise    NL-2  2026-06-25  300.00 USD  paying card
as_of      2026-06-26
judge
expect_promise  NL-2  broken  attempt 1
promise    NL-2  2026-06-26  300.00 USD  paying card
as_of      2026-06-27
judge
expect_promise  NL-2  broken  attempt 2
expect_broken   2
as_of      2026-06-29
acting     "Dana"
promise    NL-2  2026-07-01  300.00 USD
expect_promise  NL-2  pending  status proposed  attempt 3
expect_no_hold  NL-2
approve_promise  NL-2
expect_refused   platform.access.denied
acting     "Lee"
approve_promise  NL-2
expect_promise  NL-2  pending  status active  attempt 3
expect_hold     NL-2  promise
cancel_promise  NL-2  "the customer was billed twice"
expect_promise  NL-2  cancelled  status void  attempt 3
expect_no_hold  NL-2

# In installments: the second waits until its own day; on account level money anywhere counts.
acting     operator
customer   B-3
invoice    NL-3  2026-04-01  300.00 USD  due 2026-05-01
promise    customer  2026-07-01  100.00 USD  then 2026-07-08  adding 200.00 USD
expect_hold     customer  promise
as_of      2026-07-01
payment    ACC-3  2026-07-01  100.00 USD
as_of      2026-07-03
judge
expect_promise  customer  pending  received 100.00
as_of      2026-07-13
judge
expect_promise  customer  partially_kept  received 100.00
expect_check    ok
