"""Late interest and compensation: by statute, by contract, from dated and cited rates."""
