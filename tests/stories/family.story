# Customers stand in families, and people at the customer can be reached.
as_of     2026-03-31
creditor  "永昌貿易 Wing Cheong Trading" HKD  country HK  zone Asia/Hong_Kong
customer  W-1 named "金港飲食集團有限公司"
contact_person "陳美玲 Chan Mei Ling"  phone "+852 2999 0101"  email accounts@goldenharbour.example
customer  W-1-01 named "金港酒家 中環店"  parent W-1
contact_person "Ho Ka Ming"  phone "call me"
expect_refused  parties.contact.phone_unreadable

# A parent below its own site would be a ring.
customer  W-1 parent W-1-01
expect_refused  parties.customer.own_ancestor
