# Giving up a part lowers what is open and leaves the rest to be chased.
as_of      2026-06-30
creditor   "Handbook Trading" USD
customer   C-1
invoice    INV-1  2026-01-10  800.00 USD  due 2026-02-09
write_off  INV-1  2026-06-30  790.01 USD  reason "insolvent"
expect_open     INV-1  9.99 USD
write_off  INV-1  2026-06-30  10.00 USD  reason "insolvent"
expect_refused  receivables.entry.exceeds_open_amount
expect_open     INV-1  800.00 USD  on 2026-06-29
expect_check    ok
