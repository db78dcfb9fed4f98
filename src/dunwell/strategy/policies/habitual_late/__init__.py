"""The ladder for customers that pay late by habit."""
