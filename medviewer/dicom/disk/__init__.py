"""Files on disk: folders walked, ZIPs unpacked, DICOMDIRs read; nothing outside its root or too large."""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
