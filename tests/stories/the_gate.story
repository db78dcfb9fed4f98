# A contact needs a yes: hours, what the customer said, holds, disputes, and money that waits.
as_of     2026-03-31
creditor  "Northline Freight" USD  country US  zone America/New_York
customer  B-1 named "Alderbrook Logistics LLC"
contact_person "Ann Ortega"  phone "+1 212 555 0100"  email "ann@alderbrook.example"
invoice   NL-1  2026-01-20  1_000.00 USD  due 2026-02-19
invoice   NL-2  2026-01-20    400.00 USD  due 2026-02-19
expect_permit  yes call  about "NL-1 1000.00, NL-2 400.00"
expect_permit  no  call  at "20:30"  because compliance.gate.hours

# A disputed line pauses alone; with all of it disputed there is nothing to ask for.
dispute   NL-1  300.00 USD
expect_permit  yes email  about "NL-1 700.00, NL-2 400.00"
hold      NL-2  dispute
expect_permit  yes email  about "NL-1 700.00"
lift_hold NL-1
hold      NL-1  dispute
expect_permit  no  email  because work.truth.nothing_left
lift_hold NL-1
lift_hold NL-2

# Who promised is left alone until the day has passed.
hold      customer  promise  until 2026-04-02
expect_permit  no  call  because work.truth.on_hold
lift_hold customer

# They paid this morning; nobody has matched it yet, and no reminder goes out.
receipt   R-1  2026-03-31  1_400.00 USD  from B-1
expect_permit  no  email  because work.truth.money_waiting
apply     R-1  NL-1  1_000.00 USD  2026-03-31
expect_permit  no  email  because work.truth.money_waiting
apply     R-1  NL-2    400.00 USD  2026-03-31

# What they said counts from that minute on, for that channel only.
customer  B-2 named "Fernridge Freight Brokers Inc"
invoice   NL-3  2026-01-20  900.00 USD  due 2026-02-19
said      opt_out  channel email
expect_permit  no  email  because compliance.gate.opted_out
expect_permit  yes call
said      inconvenient  before "14:00"
expect_permit  no  call  because compliance.gate.inconvenient
expect_permit  yes call  at "14:00"
said      attorney  value "Doe and Partners"
expect_permit  no  letter  because compliance.gate.attorney
said      attorney
expect_refused  parties.notice.incomplete
