"""Taking a file in: upload, columns, preview, history."""
