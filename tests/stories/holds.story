# A hold says: do not chase, because, until. It may cover one item or the whole customer.
as_of     2026-03-31
creditor  "Amihan Fiber" PHP  country PH  zone Asia/Manila
customer  0100401 named "Rosario Dimaculangan" consumer language fil
invoice   AF-1  2026-02-01  999.00 PHP  due 2026-02-16
hold      customer hardship  until 2026-05-10  note "asked for time"
expect_hold     customer  hardship  until 2026-05-10
hold      AF-1 documents  until 2026-03-30
expect_refused  receivables.hold.ends_before_it_starts
hold      customer dispute  amount 10.00 PHP
expect_refused  receivables.hold.amount_needs_item
lift_hold customer
expect_no_hold  customer
