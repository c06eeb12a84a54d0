"""What attributes mean: each module turns some attributes of a header into a noun of `domain`."""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
