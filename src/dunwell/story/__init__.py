"""Stories: plain text in, the real commands out (docs/stories.md is the grammar)."""
