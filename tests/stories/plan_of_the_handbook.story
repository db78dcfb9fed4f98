# Handbook 3.7: the schedules to the cent, authority by role, and every way a plan may go.
as_of      2026-06-01
creditor   "Handbook Trading" USD country US
person     "Dana" collector
person     "Lee" lead
person     "Max" manager
customer   C-1
invoice    INV-1  2026-03-01  12_000.00 USD  due 2026-03-31
acting     "Dana"
plan       6  2026-07-01  INV-1  interest 6
expect_plan  draft  interest 210.86
expect_installment  1  2026-07-01  2_035.15 USD  interest 60.00
expect_installment  2  2026-08-01  2_035.15 USD  interest 50.12
expect_installment  3  2026-09-01  2_035.15 USD  interest 40.20
expect_installment  4  2026-10-01  2_035.15 USD  interest 30.22
expect_installment  5  2026-11-01  2_035.15 USD  interest 20.20
expect_installment  6  2026-12-01  2_035.11 USD  interest 10.12
submit_plan
expect_refused  platform.access.denied
acting     "Lee"
submit_plan
expect_plan  offered
# Interest becomes a finance charge, and only who may post can bill it.
accept_plan  "Ms Ortega"
expect_refused  platform.access.denied
acting     "Max"
accept_plan  "Ms Ortega"  proof "signed agreement of 1 June"
expect_plan  accepted
expect_hold  INV-1  plan
expect_balance  12_210.86 USD

# Without interest equal parts, the last takes the rest. Promises on the documents end, others are refused.
customer   C-2
invoice    INV-2  2026-03-01  1_000.00 USD  due 2026-03-31
promise    INV-2  2026-06-08  1_000.00 USD
acting     "Dana"
plan       3  2026-06-10  INV-2
expect_plan  offered
expect_installment  1  2026-06-10  333.33 USD
expect_installment  3  2026-08-10  333.34 USD
reject_plan  "they want four parts"
expect_plan  rejected
plan       4  2026-06-10  INV-2  every fortnightly
accept_plan  "Mr Cho"
expect_plan  accepted
expect_installment  4  2026-07-22  250.00 USD
expect_promise  INV-2  cancelled  status void
promise    INV-2  2026-06-08  100.00 USD
expect_refused  outcomes.promise.on_plan
plan       2  2026-07-01  INV-2
expect_refused  outcomes.plan.on_plan_already

# The first payment starts it; a missed installment puts it in arrears; caught up in time it runs on.
acting     operator
payment    P-1  2026-06-10  250.00 USD  to INV-2
as_of      2026-06-10
judge
expect_plan  active  received 250.00
as_of      2026-06-29
judge
expect_plan  active  missed 0
as_of      2026-06-30
judge
expect_plan  in_arrears  missed 1
payment    P-2  2026-07-02  250.00 USD  to INV-2
as_of      2026-07-02
judge
expect_plan  active  received 500.00  missed 1
# The second missed installment within six months is default: what was on the plan is chased again.
as_of      2026-07-14
judge
expect_plan  defaulted  missed 2
expect_no_hold  INV-2
acting     "Lee"
reinstate_plan
expect_refused  outcomes.plan.arrears_unpaid
acting     operator
payment    P-3  2026-07-15  500.00 USD  to INV-2
as_of      2026-07-15
judge
expect_plan  completed  received 1000.00
# What the bank takes back opens it again.
reverse    INV-2  2026-07-16
as_of      2026-07-16
judge
expect_plan  defaulted  received 500.00

# Arrears that are not cured within ten days are default; reinstated once, when they and the next part are paid.
as_of      2026-06-01
customer   C-3
invoice    INV-3  2026-03-01  900.00 USD  due 2026-03-31
acting     "Dana"
plan       3  2026-06-08  INV-3
accept_plan  "Ms Tan"
as_of      2026-06-14
judge
expect_plan  in_arrears  missed 1
as_of      2026-06-24
judge
expect_plan  in_arrears
as_of      2026-06-25
judge
expect_plan  defaulted
acting     operator
payment    P-4  2026-06-26  600.00 USD  to INV-3
as_of      2026-06-26
judge
acting     "Lee"
reinstate_plan
expect_plan  active  received 600.00
expect_hold  INV-3  plan
# Hardship stops the clock of everything; then the plan runs on by as many days.
acting     operator
hold       customer  hardship
judge
expect_plan  suspended
as_of      2026-07-06
lift_hold  customer  reason hardship
judge
expect_plan  active
expect_installment  3  2026-08-18  300.00 USD  received 0.00
# Another plan replaces it.
acting     "Dana"
renegotiate  2  2026-08-03  INV-3
accept_plan  "Ms Tan"
expect_plan  accepted
expect_installment  2  2026-09-03  150.00 USD
cancel_plan  "paid in full by card"
expect_plan  cancelled
expect_no_hold  INV-3

# An offer that nobody accepts ends; a consumer's plan must be affordable.
acting     operator
customer   C-4 consumer
invoice    INV-4  2026-03-01  600.00 USD  due 2026-03-31
plan       3  2026-08-03  INV-4
expect_refused  outcomes.plan.disposable_missing
plan       3  2026-08-03  INV-4  spare 150.00 USD
expect_refused  outcomes.plan.not_affordable
plan       3  2026-08-03  INV-4  spare 200.00 USD
expect_plan  offered
as_of      2026-07-17
accept_plan  "Jo Park"
expect_refused  outcomes.plan.offer_expired
judge
expect_plan  rejected
plan       30  2026-08-03  INV-4  spare 200.00 USD
expect_refused  outcomes.plan.too_long
expect_check  ok
