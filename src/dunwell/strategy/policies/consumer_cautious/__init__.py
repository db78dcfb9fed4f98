"""The ladder for people: few contacts, no holds, a person decides."""
