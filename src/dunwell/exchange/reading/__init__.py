"""Reading what people send: bytes to rows of cells, cells to amounts, dates and words. Pure Python."""
