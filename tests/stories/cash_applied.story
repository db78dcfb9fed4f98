# Handbook §1.3 and §4.4: a receipt is found, applied in parts, short with a reason, with a discount, and undone.
as_of      2026-06-30
creditor   "Handbook Trading" USD
terms      2-10 net_days 30 discount 2 within 10
customer   C-1
invoice    INV-1  2026-06-01  1_000.00 USD
invoice    INV-2  2026-06-01  1_200.00 USD
invoice    INV-3  2026-06-01  1_000.00 USD  terms 2-10
invoice    INV-4  2026-06-01  1_000.00 USD
credit_memo CM-1  2026-06-02  100.00 USD

# Nobody knows whose it is: out of receivables.
receipt    R-1  2026-06-03  1_000.00 USD
expect_receipt R-1 unidentified suspense 1_000.00
expect_balance 4_100.00 USD
identify   R-1  C-1  2026-06-03
identify   R-1  C-1  2026-06-03
expect_refused  cash.receipt.known_already
apply      R-1  INV-1  600.00 USD  2026-06-03
expect_receipt R-1 partly_applied on_account 400.00 applied 600.00
expect_open    INV-1  400.00 USD
apply      R-1  INV-1  400.01 USD  2026-06-03
expect_refused  cash.allocation.exceeds_open_amount

# Short by 50.00 for freight damage: the deduction keeps the invoice's age.
receipt    R-2  2026-06-04  1_150.00 USD  from C-1
apply      R-2  INV-2  1_150.00 USD  2026-06-04  deduction 50.00
expect_refused  cash.allocation.code_missing
apply      R-2  INV-2  1_150.00 USD  2026-06-04  deduction 50.00  code 04
expect_open    INV-2    0.00 USD
expect_open    INV-2-D  50.00 USD
expect_due     INV-2-D  2026-07-01

# In its days the discount settles what it earns; a credit memo is netted.
receipt    R-3  2026-06-10  980.00 USD  from C-1
apply      R-3  INV-3  980.00 USD  2026-06-10  discount 20.00
expect_settled INV-3  2026-06-10
receipt    R-4  2026-06-10  900.00 USD  from C-1
apply      R-4  INV-4  1_000.00 USD  2026-06-10  credit CM-1
expect_open    CM-1   0.00 USD
expect_receipt R-4 applied applied 900.00

unapply    R-4  INV-4  2026-06-12
expect_open    INV-4  1_000.00 USD
expect_open    INV-4  0.00 USD  on 2026-06-11
unapply    R-4  INV-4  2026-06-12
expect_refused  cash.allocation.already_undone
expect_check   ok
