"""What MedViewer writes: DICOM series, and volumes as NIfTI, NRRD, MetaImage or NumPy files.

Strict where reading is tolerant. The only folder beside `imaging` and the analyzers that knows SimpleITK.
"""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it

from medviewer.dicom.export.ct_series import CtFacts, write_ct_series

__all__ = ["CtFacts", "write_ct_series"]
