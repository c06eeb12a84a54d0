"""DICOM objects that are no images: what each says of itself, so that it can be listed beside the images."""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
