# Open items arrive in a file: what can be read goes in, what cannot is set aside with its address.
as_of     2026-03-31
creditor  "Handbook Trading" USD
import    march.csv
    Customer number,Customer name,Document number,Document date,Due date,Currency,Amount
    C-1,Alderbrook Ltd,INV-1,2026-02-09,2026-03-11,USD,1000.00
    C-1,Alderbrook Ltd,INV-2,2026-02-12,2026-03-14,USD,twelve
    C-2,Fernridge Ltd,INV-3,2026-02-14,2026-03-16,USD,250.00
expect_import   new 2  problems 1
expect_problem  exchange.open_items.amount_unreadable row 3 column Amount
customer  C-1
expect_open     INV-1  1_000.00 USD
expect_balance  1_000.00 USD

# The same file again changes nothing.
import    march.csv
    Customer number,Customer name,Document number,Document date,Due date,Currency,Amount
    C-1,Alderbrook Ltd,INV-1,2026-02-09,2026-03-11,USD,1000.00
    C-1,Alderbrook Ltd,INV-2,2026-02-12,2026-03-14,USD,twelve
    C-2,Fernridge Ltd,INV-3,2026-02-14,2026-03-16,USD,250.00
expect_balance  1_000.00 USD
expect_check    ok
