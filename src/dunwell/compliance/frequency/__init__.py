"""How often: what was done before, counted per debt and person as each rule counts it."""
