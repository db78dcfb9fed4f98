"""The matching rules as a document: read, simulated on past receipts, published."""
