"""The reader's word on what the AI says."""
