"""What outlives a run: the journal, session files, the mark of a lost run."""
