"""The ladder for business customers, after handbook practice: reminder, calls, letters, hold, demand, decision."""
