"""Where a customer may be: what an address and an area code say of zones and of law."""
