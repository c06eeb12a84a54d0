"""Files in and out. The only folder that knows pydicom. May import imaging and domain.

Flow in: `scanner` walks the places named → `headers` reads each file's header → `display_sets` sorts
frames into what a viewport can show → `frames` decodes one frame at a time.
Reads are tolerant, writes strict.
"""
