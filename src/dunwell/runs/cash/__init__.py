"""Money that is told of: from a bank's or a payer's file to receipts and remittances."""
