"""What may be done: law as dated, cited data, and pure decisions over facts."""
