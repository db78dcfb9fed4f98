# Handbook §1.9: the same items by due date and by document date; cash that waits stands beside, not inside.
as_of     2026-06-30
creditor  "Handbook Trading" USD
customer  C-1
invoice   A  2026-06-10  1_000.00 USD  due 2026-07-10
invoice   B  2026-05-20  2_000.00 USD  due 2026-06-19
invoice   C  2026-04-25  1_500.00 USD  due 2026-05-25
invoice   D  2026-03-01    800.00 USD  due 2026-03-31
invoice   E  2026-05-31    600.00 USD  due 2026-06-30
payment   P  2026-06-28    700.00 USD  on_account
expect_aging  USD  current 1_600.00  1-30 2_000.00  31-60 1_500.00  91-120 800.00  unapplied -700.00  total 5_200.00

# Due thirty days ago is still in the first bucket; the day after it is not.
expect_aging  USD  current 3_600.00  1-30 1_500.00  61-90 800.00  total 5_900.00  on 2026-06-19
expect_check  ok
