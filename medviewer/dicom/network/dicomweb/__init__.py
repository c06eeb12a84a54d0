"""DICOMweb (PS3.18): a server searched by QIDO-RS, asked for images by WADO-RS, sent images by STOW-RS.

web_archive → searching, retrieving, storing
each of them → connection (login, TLS, proxies) → answer (bytes, capped) → dicom_json or multipart

Nothing a server says is believed: sizes are capped, redirects stay with the host, an image counts when it is
whole and the one that was asked for.
"""
