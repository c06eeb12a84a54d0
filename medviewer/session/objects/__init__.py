"""Objects of a study that are no images: opened, listed, laid over the images."""
