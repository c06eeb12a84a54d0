"""Writing, signing and looking back at reports: shows what `session.writing` says, and writes there."""
