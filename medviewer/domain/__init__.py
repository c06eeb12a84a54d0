"""The nouns: frozen values in the field's own words. numpy only; imports nothing else of ours but the leaves.

Coordinates: *patient* points are LPS millimetres (x to the patient's Left, y to Posterior, z to Superior,
DICOM PS3.3 C.7.6.2.1.1). *Voxel* points are (slice, row, column); integers are voxel centres.
"""
