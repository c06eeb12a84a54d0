"""The session's side of the hospital's network: what is asked, fetched, sent and listened for.

nodes ─► asking (answers)      transfers ─ instances ─► inbox ─► library, viewports
                               listening ┘                └► arrival records ─► quota, resume
"""
