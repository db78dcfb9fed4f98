# Handbook §1.7, example 4, and look-alike trap 8: rounded parts sum to the whole, and each ages by its own day.
as_of     2026-04-10
creditor  "永昌貿易 Wing Cheong Trading" HKD  country HK  zone Asia/Hong_Kong
customer  W-1 named "金港酒家 Golden Harbour" language zh-hant
terms     3PARTS  installments 3
invoice   WC-1  2026-01-31  1_000.00 HKD  terms 3PARTS
expect_due    WC-1  2026-01-31  part 1  amount 333.33 HKD
expect_due    WC-1  2026-02-28  part 2  amount 333.33 HKD
expect_due    WC-1  2026-03-31  part 3  amount 333.34 HKD
expect_aging  HKD  1-30 333.34  31-60 333.33  61-90 333.33  total 1_000.00

# A payment covers the oldest part first.
payment   TT-1  2026-03-01  400.00 HKD  to WC-1
expect_aging  HKD  1-30 333.34  31-60 266.66  total 600.00
expect_check  ok
