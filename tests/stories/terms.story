# Handbook §1.7, examples 1 to 3: the rule is stored, the dates are printed.
as_of     2026-06-30
creditor  "Handbook Trading" USD
customer  C-1
terms     N30       net_days 30
terms     2/10N30   net_days 30  discount 2  within 10
terms     N30EOM    net_days_then_eom 30
terms     EOM+30    eom_plus_days 30
terms     10PROX    proximo 10  cutoff 25
invoice   INV-1  2026-01-31  100.00 USD  terms N30
expect_due       INV-1  2026-03-02
invoice   INV-2  2026-03-05  1_000.00 USD  terms 2/10N30
expect_due       INV-2  2026-04-04
expect_discount  INV-2  2026-03-15  20.00 USD
invoice   INV-3  2026-01-15  100.00 USD  terms N30EOM
expect_due       INV-3  2026-02-28
invoice   INV-4  2026-01-15  100.00 USD  terms EOM+30
expect_due       INV-4  2026-03-02
invoice   INV-5  2026-03-12  100.00 USD  terms 10PROX
expect_due       INV-5  2026-04-10
invoice   INV-6  2026-03-26  100.00 USD  terms 10PROX
expect_due       INV-6  2026-05-10
