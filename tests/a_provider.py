"""An organisation's sign-in of our own, for tests: OpenID Connect with PKCE on a loopback port, and ways in which it lies."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "tracker", "what-the-tracker-proves-itself-with"
OUT, BACK = "/sign-in/single", "/sign-in/single/back"


class Provider:
    """Says of whoever comes what `claims` hold. `spoil` changes the claims, `key` and `alg` how they are signed: RS256, HS256
    with the published key, none."""

    def __init__(self):
        self.key = self.published = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.alg, self.spoil, self.down = "RS256", {}, False
        self.remembers = False  # whether it lets somebody through whom it was told to ask again
        self.claims = {"sub": "somebody-1", "email": "lead@police.example", "email_verified": True}
        self.asked, self.codes = [], {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def settings(self) -> dict:
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": SECRET,
            "OIDC_NAME": "your council's account",
        }

    def metadata(self):
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": self.issuer,
            **{name: f"{self.issuer}/{path}" for name, path in paths.items()},
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def authorize(self, asked: dict) -> str:
        """Where the browser is sent back to, by somebody whom the organisation knows."""
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict, authorization: str) -> dict | None:
        """The token for a code, once, to who proves who they are and holds the verifier of its challenge."""
        asked = self.codes.pop(sent.get("code"), None)
        proven = authorization == f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        challenge = _url_safe(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if not asked or not proven or challenge != asked["code_challenge"]:
            return None
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        asks_again = asked.get("prompt") == "login" and asked.get("max_age") == "0" and not self.remembers
        claims["auth_time"] = now if asks_again else now - 3600
        claims = {**claims, **self.claims, **self.spoil}
        if self.alg == "RS256":
            return jwt.encode({"alg": self.alg, "kid": "one"}, claims, self.key)
        return self._forged(claims)

    def _forged(self, claims) -> str:
        """Not signed at all, or with what everybody knows: the published key, taken as a shared secret."""
        head = {"alg": self.alg, "kid": "one"}
        said = ".".join(_url_safe(json.dumps(part).encode()) for part in (head, claims))
        known = self.published.as_pem(private=False)
        seal = hmac.digest(known, said.encode(), "sha256") if self.alg == "HS256" else b""
        return f"{said}.{_url_safe(seal)}"

    def _handler(self):
        return type("Handler", (_Handler,), {"provider": self})


def _url_safe(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, *_):
        """Nothing to the terminal."""

    def _answer(self, content, status=200):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        parts = urlsplit(self.path)
        if self.provider.down:
            self._answer({}, 500)
        elif parts.path == "/.well-known/openid-configuration":
            self._answer(self.provider.metadata())
        elif parts.path == "/keys":
            self._answer({"keys": [self.provider.published.as_dict(private=False)]})
        elif parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(dict(parse_qsl(parts.query))))
            self.end_headers()
        else:
            self._answer({}, 404)

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = self.provider.token(
            {name: each[0] for name, each in sent.items()}, self.headers.get("Authorization", "")
        )
        self._answer(token or {"error": "invalid_grant"}, 200 if token else 400)


def out(client, address=OUT):
    """What the provider is asked, and where it sends the browser back to."""
    asked = urlsplit(client.get(address).location)
    return dict(parse_qsl(asked.query))


def back(client, provider, address=OUT, **different):
    """There and back: the answer."""
    led = urlsplit(provider.authorize(out(client, address)))
    query = {**dict(parse_qsl(led.query)), **different}
    return client.get(f"{led.path}?{urlencode(query)}")
