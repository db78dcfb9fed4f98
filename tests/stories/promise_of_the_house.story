# The promise of the design page: more than is open is refused and writes nothing; a promise holds the item back.
as_of    2026-03-31
invoice  INV-1  2026-02-09  1_000.00 EUR
promise  INV-1  2026-04-05  1_000.01 EUR
expect_refused  outcomes.promise.exceeds_open_amount
promise  INV-1  2026-04-05  1_000.00 EUR
expect_hold  INV-1  promise
expect_promise  INV-1  pending  received 0.00  attempt 1  status active

# Refused as well: promised already, past, far away, nothing.
promise  INV-1  2026-04-06  1_000.00 EUR
expect_refused  outcomes.promise.already_promised
invoice  INV-2  2026-02-09  500.00 EUR
promise  INV-2  2026-03-30  500.00 EUR
expect_refused  outcomes.promise.past_date
promise  INV-2  2026-05-01  500.00 EUR
expect_refused  outcomes.promise.too_far
promise  INV-2  2026-04-05  0.00 EUR
expect_refused  outcomes.promise.amount_unreadable
dispute  INV-2  200.00 EUR
promise  INV-2  2026-04-05  500.00 EUR
expect_refused  outcomes.promise.disputed
promise  INV-2  2026-04-05  300.00 EUR
expect_hold  INV-2  promise  amount 300.00 EUR  until 2026-04-08
invoice  INV-3  2026-02-09  500.00 EUR
promise  INV-3  2026-04-05  500.00 EUR
expect_refused  outcomes.promise.too_many
cancel_promise  INV-2  "a credit memo was issued"
expect_promise  INV-2  cancelled  status void
expect_hold  INV-2  dispute
promise  INV-3  2026-04-05  500.00 EUR
expect_check  ok
