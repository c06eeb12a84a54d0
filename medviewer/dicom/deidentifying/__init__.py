"""De-identification: DICOM PS3.15 Annex E, Basic Application Level Confidentiality Profile with options.

table (what to do with an attribute) + iod_types (what the IOD permits) → cleaning (a data set, all levels)
pseudonyms (one UID, name and shift of days for each old one) → cleaning
structured (SR content), descriptors (words that stay), safe_private, pixels (boxes), burned_in (text)
clean_file (one file) → run (folders, report)

May import what `dicom` may. Originals are only read.
"""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
