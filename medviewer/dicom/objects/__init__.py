"""DICOM objects that are no images: what each says of itself, so that it can be listed beside the images."""
