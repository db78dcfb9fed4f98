"""Files of banks and payers: dropped, looked at, confirmed, taken in behind the page, rolled back."""
