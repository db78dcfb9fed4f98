"""The worklist: the collector's home."""
