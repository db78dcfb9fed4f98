"""What applies to a jurisdiction, and what the creditor adds to it."""
