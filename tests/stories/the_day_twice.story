# The day can be run again: who was reached meanwhile is left in peace, the others keep their place.
as_of     2026-03-31
creditor  "Northline Freight" USD
person    Elena  collector
customer  B-1 owner Elena
invoice   NL-100  2025-06-02  400.00 USD  due 2025-07-02
payment   CHK-1   2025-07-01  400.00 USD  to NL-100
invoice   NL-101  2026-01-20  1_000.00 USD  due 2026-03-19
customer  B-2 owner Elena
invoice   NL-200  2025-06-02  400.00 USD  due 2025-07-02
payment   CHK-2   2025-07-01  400.00 USD  to NL-200
invoice   NL-201  2026-01-20  900.00 USD  due 2026-03-19
day
acting    Elena
customer  B-2
call      reached will_check
acting    operator
day
customer  B-2
expect_excluded strategy.excluded.contacted_recently
expect_worklist Elena  B-1
