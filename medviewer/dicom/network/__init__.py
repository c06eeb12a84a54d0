"""The hospital's network: archives asked by DIMSE or DICOMweb, images as they arrive, what is sent.

opening         the archive of a node, by its protocol
archive         what every archive offers
dicomweb        those that speak DICOMweb
whole_instance  whether what came is a whole file, and whose
dimse           archives asked over associations; our storage SCP
arrival_folder  where instances land, each whole or not at all, known by its UIDs
"""
