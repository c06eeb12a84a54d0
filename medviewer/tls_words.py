"""Why no safe connection came about, in words: what is wrong with a certificate, or with who shows it."""

import ssl

from medviewer.words import Message, mark, message

# OpenSSL's numbers of what is wrong with a certificate (x509_vfy.h).
CERTIFICATE_TROUBLES = {
    7: mark("Archive", "its certificate is not signed by the authority it names"),
    9: mark("Archive", "its certificate is not valid yet; check this computer's clock"),
    10: mark("Archive", "its certificate has expired"),
    18: mark("Archive", "its certificate is signed by itself"),
    19: mark("Archive", "its certificate comes from an authority this computer does not know"),
    20: mark("Archive", "its certificate comes from an authority this computer does not know"),
    21: mark("Archive", "its certificate comes from an authority this computer does not know"),
    62: mark("Archive", "its certificate is for another host name"),
    64: mark("Archive", "its certificate is for another address"),
}
NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE")  # plain text came back


def handshake_trouble(error: ssl.SSLError) -> Message:
    """Part of a sentence: why the two did not come to terms. A library's own words are not quoted."""
    if isinstance(error, ssl.SSLEOFError):  # some hang up before they have said why
        return message("Archive", "it closed the connection; it may want a client certificate")
    if isinstance(error, ssl.SSLCertVerificationError):
        known = CERTIFICATE_TROUBLES.get(error.verify_code)
        if known is not None:
            return message("Archive", known)
        return message("Archive", "its certificate is not to be trusted")
    reason = (error.reason or "").upper()
    if "CERTIFICATE_REQUIRED" in reason or "HANDSHAKE_FAILURE" in reason or "BAD_CERT" in reason:
        return message("Archive", "it wants another client certificate, or wants one at all")
    if "UNKNOWN_CA" in reason or "CERTIFICATE_UNKNOWN" in reason:
        return message("Archive", "it does not know who issued your client certificate")
    if any(each in reason for each in NO_TLS):
        return message("Archive", "it does not speak TLS there; is its address http?")
    return message("Archive", "TLS failed ({reason})", reason=reason or type(error).__name__)
