"""From a frame in a file to modality values or RGB, and slices to volumes. Any thread may ask.

frames → native | encapsulation → codestreams → decoders → colour_spaces → modality_values
"""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
