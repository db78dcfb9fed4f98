"""The ladder for the largest customers: service first, calls before letters, the lead decides."""
