"""Law made ready for a million contacts at one moment: what depends on law and clock is worked out once."""
