"""Made-up images with known pixels and places, written by pydicom: no patient, no file from elsewhere.

dicom_files         one image with any attributes; every other phantom is written through it
compressed_files    the same in a compression, items written by hand
fixtures            what tests ask for by name
series              a CT with shuffled names, an MR, a tilted CT
orientations        a cube with L R A P H F on its faces, in the 24 right-angle orientations and oblique ones
spacings            graded, missing, doubled and tilted slices; echoes, b-values, phases
multi_frames        enhanced images in random frame order, without groups, cine with its times
segments            SEG: BINARY, FRACTIONAL and LABELMAP with columns that fill no byte
greys               MONOCHROME1/2 × presentation LUT × VOI × rescale, and rescales at their edges
encodings           frames in every container and word size met in the field
colours             RGB, YBR_FULL, YBR_FULL_422, palettes, RGB inside JPEG
radiographs         ImagerPixelSpacing, PixelSpacing and magnification in every combination
ultrasounds         several regions of different units
positron_emission   a uniform phantom whose SUV is 1 everywhere, as each vendor writes it
patients            names of every script in the character set that declares them, and odd paths
long_series         thousands of slices in a second
broken_files        cut short, empty, without UIDs, with counts that lie
vendors             a CT as scanners, archives and converters write it, standard or not
mutations           what a fuzz test does to a valid file
"""
