"""A header from bytes to attributes: a fast walk for what is usual, pydicom for what is odd.

parsing → walker → walked_dataset → attributes; `recall` works out once what the files of a series share.
"""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
