"""Files in and out. The only folder that knows pydicom. May import imaging and domain.

In: `places` lists files (`archive` unpacks) → `headers` reads each (`parsing` and `walker` find the elements,
`functional_groups` says where each frame lies) → `display_sets` and `grids` sort frames into what a viewport
can show; `scanner` drives all that. Pixels: `native` or a decoder → `modality_values` → `frames` one by one,
`volumes` into one array. Out: `export`. Reads are tolerant, writes strict.
"""
