# Paying early earns the discount; paying late brings a charge of its own.
as_of     2026-04-20
creditor  "永昌貿易 Wing Cheong Trading" HKD  country HK  zone Asia/Hong_Kong
customer  W-1 named "興隆五金有限公司 Hing Lung Hardware"  terms 2/10N30
invoice   WC-1  2026-03-05  1_000.00 HKD
expect_discount  WC-1  2026-03-15  20.00 HKD
payment   TT-1  2026-03-12  980.00 HKD  to WC-1
discount  WC-1  2026-03-12  20.00 HKD
expect_settled   WC-1  2026-03-12
invoice   WC-2  2026-03-05  4_000.00 HKD
finance_charge  LF-2  2026-04-20  40.00 HKD  due 2026-04-27  reference "one percent on WC-2"
expect_aging     HKD  current 40.00  1-30 4_000.00  total 4_040.00
expect_check     ok
