"""DICOM objects made from a reading: SR, SEG, presentation states, key objects, maps, captures, PDF.

`ReadingRecord` → `sources` (the headers of the images it speaks of, mended) → one writer a kind → `objects`,
which puts all files into a folder whole or not at all. highdicom writes wherever it has the class; `codes` is
the one table of what is coded how, for whoever reads these objects back. Originals are never touched.
"""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
