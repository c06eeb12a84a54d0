"""One running window: a second start hands what it was asked to open to the window that runs.

    second start ─ is anybody there? ─► "ready" ─ places and links ─► "taken" ─► ends
                                    └► no answer within a second: it opens a window of its own

The running window listens on a socket in a folder that only its user can enter.
"""
