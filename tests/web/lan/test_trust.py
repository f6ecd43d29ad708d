"""The page behind the QR code gives away the authority's certificate and nothing else."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from fastapi.testclient import TestClient

from flyzone.web.lan.authority import certificates, fingerprint
from flyzone.web.lan.names import Names
from flyzone.web.lan.trust import trust_app


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return certificates(
        tmp_path, Names(("tower.local",), ("192.168.1.20",)), datetime.now(UTC)
    ).authority


@pytest.fixture
def client(authority: Path) -> Iterator[TestClient]:
    with TestClient(
        trust_app(authority, 8321), base_url="http://192.168.1.20:8322", follow_redirects=False
    ) as made:
        yield made


@pytest.mark.parametrize(("language", "word"), [("en-GB", "Trust it"), ("de", "Ihm vertrauen")])
def test_the_page_leads_to_the_app_and_shows_the_fingerprint(
    client: TestClient, authority: Path, language: str, word: str
) -> None:
    page = client.get("/", headers={"accept-language": language})
    assert page.status_code == 200
    assert word in page.text
    assert fingerprint(authority) in page.text
    assert 'href="https://192.168.1.20:8321/"' in page.text
    assert "strict-transport-security" not in page.headers
    assert "style=" not in page.text


def test_both_forms_hold_the_same_certificate(client: TestClient, authority: Path) -> None:
    expected = x509.load_pem_x509_certificate(authority.read_bytes())
    plain = client.get("/flyzone.crt")
    assert plain.headers["content-type"] == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(plain.content) == expected
    profile = client.get("/flyzone.mobileconfig")
    assert profile.headers["content-type"].startswith("application/x-apple-aspen-config")
    said = plistlib.loads(profile.content)
    (payload,) = said["PayloadContent"]
    assert payload["PayloadType"] == "com.apple.security.root"
    assert payload["PayloadContent"] == expected.public_bytes(Encoding.DER)
    assert client.get("/flyzone.mobileconfig").content == profile.content


@pytest.mark.parametrize("path", ["/login", "/api/v1/me", "/tls/server.key", "/../server.key"])
def test_everything_else_leads_back(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/"
