"""Work off the GUI thread: threads for reading and computing, one process for the AI.

Imports nothing of ours but the leaves.
"""
