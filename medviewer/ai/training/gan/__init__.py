"""Trains generators: recipe → a labelled set, divided → generator against critic → a run folder.

penalty      what keeps the critic's slope at one
trainer      the two networks' turns, checkpoints, the running average that is kept
"""
