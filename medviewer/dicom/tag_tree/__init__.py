"""Every attribute of a file as a lazy tree of rows, for the tag browser."""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
