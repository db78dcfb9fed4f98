"""What a creditor adds to the law: a document in versions; it tightens and never loosens."""
