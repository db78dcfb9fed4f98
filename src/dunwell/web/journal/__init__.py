"""The journal of each day, the control account beside the sub-ledger, and which days are locked."""
