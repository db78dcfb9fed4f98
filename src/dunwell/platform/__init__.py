"""Django plumbing that knows no business: tenancy, people, access, audit, events, runs, words."""
