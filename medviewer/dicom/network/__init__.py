"""The hospital's network: archives asked by DIMSE or DICOMweb, images as they arrive, what is sent.

archive         what every archive offers
arrival_folder  where instances land, each whole or not at all, known by its UIDs
"""
