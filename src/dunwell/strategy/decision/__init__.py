"""The step chosen for every customer, with its reasons."""
