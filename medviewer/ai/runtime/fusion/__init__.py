"""Answers from several parts of a patient's data: inputs to vectors, subjects that read them, the desk.

picture, notes, headers ─► `RawCase` ─► `encoded` (one vector a part, missing ones marked) ─► a subject
─► logit, what each part added to it, what it would be without it
"""
