# Handbook §4.9 example 3: 500.00 over three invoices comes back; then a refund with two people; then the month is closed.
as_of      2026-06-30
creditor   "Handbook Trading" USD
person     Ana manager
person     Ben manager
customer   C-1
invoice    INV-1  2026-05-01  200.00 USD  due 2026-05-31
invoice    INV-2  2026-05-01  200.00 USD  due 2026-05-31
invoice    INV-3  2026-05-01  100.00 USD  due 2026-06-15
receipt    R-1  2026-06-03  500.00 USD  from C-1
apply      R-1  INV-1  200.00 USD  2026-06-03
apply      R-1  INV-2  200.00 USD  2026-06-03
apply      R-1  INV-3  100.00 USD  2026-06-03
return     R-1  R01  2026-06-08
expect_receipt R-1 returned returned 500.00
expect_open    INV-1  200.00 USD
expect_open    INV-3  100.00 USD
expect_due     INV-3  2026-06-15
expect_open    INV-1  0.00 USD  on 2026-06-07
return     R-1  R01  2026-06-09
expect_refused  cash.receipt.nothing_to_return

acting     Ana
receipt    R-2  2026-06-10  250.00 USD  from C-1
refund     R-2  250.00 USD  2026-06-12  checked Ana
expect_refused  cash.refund.own_request
refund     R-2  250.00 USD  2026-06-12  checked Ben
expect_receipt R-2 refunded refunded 250.00

lock_period    2026-06-30  "June is closed"
receipt    R-3  2026-06-29  10.00 USD
expect_refused  receivables.period.locked
invoice    INV-4  2026-06-30  10.00 USD
expect_refused  receivables.period.locked
reopen_period  "late invoice"  through 2026-06-29
invoice    INV-4  2026-06-30  10.00 USD
expect_open    INV-4  10.00 USD
expect_check   ok
