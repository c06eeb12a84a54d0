"""From a frame in a file to modality values or RGB, and slices to volumes. Any thread may ask.

frames → native | encapsulation → codestreams → decoders → colour_spaces → modality_values
"""
