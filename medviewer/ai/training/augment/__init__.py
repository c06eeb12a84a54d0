"""Changes to an image that leave its label true: they imitate other scanners, doses, kernels and positions.

task file's [augment] → `recipe.parse_recipe` → steps in the file's order, each of its own module
`Scene` (images, masks, boxes) + `Draws` (chance, one stream a sample) → step → step → … → `Scene`

Every step works on whole batches on any device and draws for each sample by itself, so that what happens to
a sample depends on its seed alone: not on the batch, the worker or the device it lands on.
"""
