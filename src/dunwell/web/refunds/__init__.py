"""Money given back: asked for by one person, checked by another, then paid."""
