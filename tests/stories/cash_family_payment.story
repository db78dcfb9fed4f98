# A parent pays its site's invoice; a stranger's needs a reason; what is undone comes back to the parent.
as_of     2026-06-30
creditor  "Handbook Trading" USD
person    Ana manager
customer  P-1 named "Harbor Holdings"
customer  P-2 named "Harbor Site North"  parent P-1
invoice   INV-1  2026-05-01  700.00 USD  due 2026-05-31
customer  S-1 named "Redwood Brokerage"
invoice   INV-2  2026-05-01  300.00 USD  due 2026-05-31

acting    Ana
receipt   R-1  2026-06-03  1_200.00 USD  from P-1
apply     R-1  INV-1  700.00 USD  2026-06-04
expect_open    INV-1  0.00 USD
expect_receipt R-1 partly_applied on_account 500.00 applied 700.00
apply     R-1  INV-2  300.00 USD  2026-06-04
expect_refused  cash.receipt.stranger
apply     R-1  INV-2  300.00 USD  2026-06-04  because "one owner, told by phone"
expect_open    INV-2  0.00 USD
unapply   R-1  INV-1  2026-06-05
expect_open    INV-1  700.00 USD
expect_open    INV-1  0.00 USD  on 2026-06-04
expect_receipt R-1 partly_applied on_account 900.00 applied 300.00
expect_check   ok
