"""The tests an explanation method must pass before a reader is offered it; one a file.

    labelled images ──► subject (model, method, cases) ──► each test ──► ExplanationTest rows of the card

Gates are fixed here, before any model is seen; a figure without a gate is reported only.
"""
