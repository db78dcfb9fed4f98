# Look-alike traps 37 and 38: yen have no decimals, and a month after 31 January is the end of February.
as_of     2028-03-31
creditor  "Handbook Trading" JPY
customer  C-1
terms     MONTHLY  installments 3
terms     N30      net_days 30
invoice   INV-1  2027-12-31  1_000 JPY  terms MONTHLY
expect_due  INV-1  2027-12-31  part 1  amount 333 JPY
expect_due  INV-1  2028-01-31  part 2  amount 333 JPY
expect_due  INV-1  2028-02-29  part 3  amount 334 JPY
invoice   INV-2  2028-01-30  1_000 JPY  terms N30
expect_due  INV-2  2028-02-29
expect_check  ok
