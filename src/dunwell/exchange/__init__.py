"""What comes in and goes out: deliveries, formats and the mapping of other people's columns onto our fields."""
