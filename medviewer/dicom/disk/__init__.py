"""Files on disk: folders walked, ZIPs unpacked, DICOMDIRs read; nothing outside its root or too large."""
