# Overdue, called, promised, paid in part, broken, planned, missed, cured, paid: what each of it tells tonight's list.
as_of      2026-06-08
creditor   "Northline Freight" USD country US
person     "Dana" collector
person     "Lee" lead
customer   B-1 named "Alderbrook Logistics LLC" owner "Dana"
contact_person "Rosa Lind" role accounts_payable phone "+14155550123"
invoice    NL-1  2026-05-01  6_000.00 USD  due 2026-05-30
day
acting     "Dana"
expect_worklist  "Dana"  B-1
call       reached promise minutes 4
promise    NL-1  2026-06-10  6_000.00 USD
expect_state  done
expect_hold   NL-1  promise  until 2026-06-12
acting     operator
as_of      2026-06-09
day
expect_excluded  strategy.excluded.held_only

# A part comes; the rest does not: broken, and tomorrow's first fact.
payment    CHK-1  2026-06-10  1_000.00 USD  to NL-1
as_of      2026-06-10
judge
expect_promise  NL-1  pending  received 1000.00
as_of      2026-06-15
day
expect_promise  NL-1  broken  received 1000.00
expect_broken   1

# A week later the list has the customer again; the lead agrees a plan, and it holds the document back.
as_of      2026-06-22
day
acting     "Lee"
plan       5  2026-06-26  NL-1
accept_plan  "Rosa Lind"  proof "e-mail of 22 June"
expect_hold  NL-1  plan
acting     operator
as_of      2026-06-23
day
expect_excluded  strategy.excluded.held_only

# One installment is missed, then cured; the plan is paid to the end, and nothing is left.
payment    CHK-2  2026-06-26  1_000.00 USD  to NL-1
as_of      2026-08-01
day
expect_plan  in_arrears  received 1000.00  missed 1
payment    CHK-3  2026-08-03  1_000.00 USD  to NL-1
as_of      2026-08-03
day
expect_plan  active  received 2000.00
payment    CHK-4  2026-08-10  3_000.00 USD  to NL-1
as_of      2026-08-10
judge
expect_plan  completed  received 5000.00
expect_open  NL-1  0.00 USD
expect_no_hold  NL-1
expect_check  ok
