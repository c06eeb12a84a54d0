"""Analyzers, one a file that has `load`, named after what it finds; a card names the one that runs its model.

chest_ct_nodules       lungs → nodule_candidates → patches → nodule_judge → nodule_shape, lung_sites
brain_mr_tumour        head_slices → tumour_lesions → tumour_names → tumour_findings
chest_xray_pneumonia   radiograph_square → whole_image
image_classifier       whatever a reader imported → whole_image

`provenance` names and dates what all of them find; `itk` is the one door to SimpleITK.
"""
