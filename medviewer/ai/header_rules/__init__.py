"""What headers say for or against giving images to a model: one question a function, one theme a file.

A question is given the card and the images asked about; it answers with the reason against, or with None.
Nothing here looks at a pixel.
"""
