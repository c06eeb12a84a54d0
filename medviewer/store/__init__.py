"""What outlives a run: the index of the studies that were opened, in one SQLite file.

schema (the tables) → database (one connection for one piece of work) → records, study_index, erasing

Everything here is called from job threads and may be called from several processes at once. A connection
is opened for each piece of work and closed after it: that costs under a millisecond, leaves no write-ahead
log lying about, and lets another process erase or rebuild. May import `domain` only.
"""
