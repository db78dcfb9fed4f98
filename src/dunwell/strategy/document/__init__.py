"""Reading a written document so that every fault has a line."""
