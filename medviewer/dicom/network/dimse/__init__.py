"""DIMSE: archives asked over associations (PS3.4, PS3.7, PS3.8), and our own storage SCP.

association → upper_layer (pynetdicom's, bounded, impatient and interruptible) → the wire
finding, worklist: identifiers → what matched       getting, moving: plan → receiving → an ArrivalFolder
sending: files as they are → C-STORE                storage_listener: what others send → receiving
Only `dimse_archive` and `storage_listener` are for others to use.
"""

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
