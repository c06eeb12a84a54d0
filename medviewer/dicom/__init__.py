"""Files in and out. The only folder that knows pydicom. May import imaging and domain.

In: `disk` lists files → `reading` finds the attributes of each (`text` decodes its letters) → `facts` turn
attributes into nouns of the domain → `headers` puts one file's together, `collection` those of a scan →
`splitting` sorts frames into what a viewport can show; `scanner` drives all that. `pixels`: frames to
modality values or RGB, slices to volumes. `tag_tree`: every attribute, for the tag browser. `objects`: what
is no image. Out: `export`; `derived`: the objects made of a reading. Reads are tolerant, writes strict.
"""
