# Running the day again gives the same list, and what was done meanwhile stays done.
as_of     2026-03-31
creditor  "Northline Freight" USD
person    Elena  collector
customer  B-1 owner Elena
invoice   NL-101  2026-01-20  1_000.00 USD  due 2026-03-01
customer  B-2 owner Elena
invoice   NL-201  2026-01-20  9_000.00 USD  due 2026-03-01
day
acting    Elena
customer  B-2
call      reached will_check
acting    operator
day
customer  B-2
expect_state    done
expect_worklist Elena  B-1
