"""Training networks that read text.

`readers` make cases of a set's files -> `lessons` cuts them into indices and targets -> `teaching` trains.
"""
