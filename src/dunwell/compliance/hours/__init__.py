"""When a contact may be made: windows by weekday in every zone the customer may be in, days off, next open moments."""
