# A full snapshot closes what has gone, and settled dates bring history in.
as_of     2026-03-31
creditor  "Handbook Trading" USD
import    monday.csv
    Customer number,Customer name,Document number,Document date,Due date,Currency,Amount,Settled date
    C-1,Alderbrook Ltd,INV-1,2026-02-09,2026-03-11,USD,1000.00,
    C-1,Alderbrook Ltd,INV-2,2026-02-12,2026-03-14,USD,400.00,
    C-1,Alderbrook Ltd,INV-0,2026-01-02,2026-02-01,USD,300.00,2026-02-20
expect_import   new 3  problems 0
customer  C-1
expect_balance  1_400.00 USD
expect_open     INV-0  300.00 USD  on 2026-02-19
expect_settled  INV-0  2026-02-20
as_of     2026-04-01
import    tuesday.csv  mode snapshot  control_total 1_000.00
    Customer number,Customer name,Document number,Document date,Due date,Currency,Amount
    C-1,Alderbrook Ltd,INV-1,2026-02-09,2026-03-11,USD,1000.00
expect_import   closed 1  unchanged 1
expect_open     INV-2  0.00 USD
expect_balance  1_000.00 USD
expect_check    ok
