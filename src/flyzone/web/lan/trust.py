"""The page behind the QR code: the authority to download, and the steps to trust it, over plain HTTP.

It is the only thing that is served without HTTPS, and all that it gives away is public: the authority's
certificate.  Somebody else on the same network could put another one in its place; so the terminal and
the page show its fingerprint, to be compared before it is trusted.
"""

from __future__ import annotations

import plistlib
import uuid
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.middleware import Middleware

from flyzone.model import Manner
from flyzone.web.asking import preferred_language
from flyzone.web.lan.authority import fingerprint
from flyzone.web.render import environment
from flyzone.web.security.headers import SafeHeaders
from flyzone.web.static_files import mount_static
from flyzone.web.words import Words

CERTIFICATE, PROFILE = "/flyzone.crt", "/flyzone.mobileconfig"
SYSTEMS = ("iphone", "android", "windows", "mac")


@dataclass(frozen=True, slots=True)
class TrustPage:
    """What `trust.html` needs.

    Attributes
    ----------
    app : str
        Where the app is, once the authority is trusted.
    fingerprint : str
    certificate, profile : str
        Where they are downloaded.
    systems : tuple of str
    """

    app: str
    fingerprint: str
    certificate: str
    profile: str
    systems: tuple[str, ...]


def trust_app(authority: Path, app_port: int) -> FastAPI:
    """The helper: one page, one certificate in two forms, nothing else.

    Parameters
    ----------
    authority : Path
        PEM.
    app_port : int
        Where the app itself listens with HTTPS, on the same host.
    """
    made = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None,
        middleware=[Middleware(SafeHeaders, secure=False)],
    )  # fmt: skip
    mount_static(made)
    certificate = x509.load_pem_x509_certificate(authority.read_bytes())
    mark = fingerprint(authority)

    @made.get("/")
    def page(request: Request) -> Response:
        host = request.url.hostname or "localhost"
        shown = f"[{host}]" if ":" in host else host
        words = Words(Manner(language=preferred_language(request)))
        told = TrustPage(f"https://{shown}:{app_port}/", mark, CERTIFICATE, PROFILE, SYSTEMS)
        text = environment().get_template("trust.html").render(page=told, t=words)
        return HTMLResponse(text)

    @made.get(CERTIFICATE)
    def download() -> Response:
        return Response(
            certificate.public_bytes(Encoding.DER),
            media_type="application/x-x509-ca-cert",
            headers={"content-disposition": 'attachment; filename="flyzone.crt"'},
        )

    @made.get(PROFILE)
    def profile() -> Response:
        return Response(
            configuration_profile(certificate), media_type="application/x-apple-aspen-config"
        )

    @made.get("/{rest:path}")
    def elsewhere(rest: str) -> Response:
        return RedirectResponse("/", status_code=302)

    return made


def configuration_profile(certificate: x509.Certificate) -> bytes:
    """The authority as a profile that an iPhone offers to install."""
    content = certificate.public_bytes(Encoding.DER)
    # The same authority is the same profile: installed twice it is there once.
    root = uuid.uuid5(uuid.NAMESPACE_OID, content.hex())
    said = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"flyzone.{root}",
        "PayloadUUID": str(root).upper(),
        "PayloadDisplayName": "flyzone",
        "PayloadDescription": "Lets this device open flyzone on one computer, and nothing else.",
        "PayloadContent": [
            {
                "PayloadType": "com.apple.security.root",
                "PayloadVersion": 1,
                "PayloadIdentifier": f"flyzone.{root}.authority",
                "PayloadUUID": str(uuid.uuid5(root, "authority")).upper(),
                "PayloadDisplayName": "flyzone",
                "PayloadCertificateFileName": "flyzone.crt",
                "PayloadContent": content,
            }
        ],
    }
    return plistlib.dumps(said)
