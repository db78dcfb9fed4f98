# Handbook 3.6, examples 1 to 4, and look-alike traps 13, 14 and 19.
as_of      2026-06-08
creditor   "Handbook Trading" USD country US
customer   C-1
invoice    INV-1  2026-05-01  5_000.00 USD  due 2026-05-31
promise    INV-1  2026-06-12  5_000.00 USD
expect_promise  INV-1  pending  cutoff 2026-06-16
expect_hold     INV-1  promise  until 2026-06-16
as_of      2026-06-13
judge
expect_promise  INV-1  in_grace
receipt    R-1  2026-06-15  4_980.00 USD  from C-1
as_of      2026-06-15
apply      R-1  INV-1  4_980.00 USD  2026-06-15
judge
expect_promise  INV-1  kept  received 4980.00  in_grace
expect_no_hold  INV-1

# 2: sixty percent by the cutoff is kept in part.
as_of      2026-06-08
customer   C-2
invoice    INV-2  2026-05-01  5_000.00 USD  due 2026-05-31
promise    INV-2  2026-06-12  5_000.00 USD
payment    P-2    2026-06-12  3_000.00 USD  to INV-2
as_of      2026-06-12
judge
expect_promise  INV-2  pending  received 3000.00
as_of      2026-06-16
judge
expect_promise  INV-2  in_grace  received 3000.00
as_of      2026-06-17
judge
expect_promise  INV-2  partially_kept  received 3000.00
# The rest comes within thirty days: not kept, but late.
payment    P-2b   2026-06-25  2_000.00 USD  to INV-2
as_of      2026-06-25
judge
expect_promise  INV-2  partially_kept  received 3000.00  late 2000.00  late_kept

# 3: paid on the day, taken back by the bank three days later; it was kept, and is broken now.
as_of      2026-06-08
customer   C-3
invoice    INV-3  2026-05-01  5_000.00 USD  due 2026-05-31
promise    INV-3  2026-06-12  5_000.00 USD
receipt    R-3  2026-06-12  5_000.00 USD  from C-3
as_of      2026-06-12
apply      R-3  INV-3  5_000.00 USD  2026-06-12
judge
expect_promise  INV-3  kept  received 5000.00
as_of      2026-06-15
return     R-3  R01  2026-06-15
judge
expect_promise  INV-3  broken  received 0.00  reversed
expect_broken   1

# 4: two promises, one receipt: the first due takes all it needs, a euro counts once.
as_of      2026-06-08
customer   C-4
invoice    INV-4A  2026-05-01  2_000.00 USD  due 2026-05-31
invoice    INV-4B  2026-05-01  3_000.00 USD  due 2026-05-31
promise    INV-4A  2026-06-12  2_000.00 USD
promise    INV-4B  2026-06-12  3_000.00 USD
receipt    R-4  2026-06-12  3_500.00 USD  from C-4
as_of      2026-06-17
judge
expect_promise  INV-4A  kept  received 2000.00
expect_promise  INV-4B  partially_kept  received 1500.00

# 13: money that was there when the promise was taken keeps nothing, though it is applied later.
as_of      2026-06-08
customer   C-5
invoice    INV-5  2026-05-01  400.00 USD  due 2026-05-31
receipt    R-5  2026-06-05  400.00 USD  from C-5
promise    customer  2026-06-12  200.00 USD
expect_refused  outcomes.promise.exceeds_open_amount
promise    INV-5  2026-06-12  400.00 USD
apply      R-5  INV-5  400.00 USD  2026-06-09
as_of      2026-06-17
judge
expect_promise  INV-5  broken  received 0.00
expect_check    ok
