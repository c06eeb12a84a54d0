"""What stands between the viewer and a server in a hospital: a gate that passes requests on."""

import urllib.error
import urllib.request

from tests.peers.hostile_server import Answerer, Reply, Request

PASSED_ON = ("accept", "content-type")


def forward_to(url: str, token: str = "") -> Answerer:
    """Pass requests on to `url`; only those that carry the bearer token, where there is one."""

    def answer(request: Request) -> Reply:
        if token and request.headers.get("authorization") != f"Bearer {token}":
            return Reply(status=401, content_type="")
        address = f"{url}{request.path}" + (f"?{request.query}" if request.query else "")
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        asked = urllib.request.Request(address, request.body or None, headers, method=request.verb)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answered:
                return Reply(answered.read(), answered.headers["Content-Type"], answered.status)
        except urllib.error.HTTPError as refused:
            return Reply(refused.read(), "", refused.code)

    return answer
