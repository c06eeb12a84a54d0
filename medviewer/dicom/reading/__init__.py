"""A header from bytes to attributes: a fast walk for what is usual, pydicom for what is odd.

parsing → walker → walked_dataset → attributes; `recall` works out once what the files of a series share.
"""
