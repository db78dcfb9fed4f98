"""Words every chapter uses. Pure Python: no Django, no database, no clock."""
