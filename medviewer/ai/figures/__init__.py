"""What an answer is worth beside the truth, as plain figures: arrays in, numbers out.

    scores and truth → discrimination, decisions, reliability, selective
    places and truth → localisation, froc
    any of them → intervals  (resampled by patient or scan)

Knows neither models nor files. Training chooses by these figures, `evaluation` reports them.
"""
