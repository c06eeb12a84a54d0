"""What outlives a run: the studies that were opened and what was done in them, in one SQLite file.

schema (the tables) → database (one connection for one piece of work) → records, study_index, journal, erasing

Everything here is called from job threads and may be called from several processes at once. A connection
is opened for each piece of work and closed after it: that costs under a millisecond, leaves no write-ahead
log lying about, and lets another process erase or rebuild. May import `domain` only.
"""
