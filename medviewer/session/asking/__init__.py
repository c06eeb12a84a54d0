"""Models asked about a patient beside the images: prognosis, fused answers, curves."""
