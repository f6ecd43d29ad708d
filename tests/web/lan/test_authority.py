"""The authority: what it signed is trusted, for this machine's names alone, and it can sign nothing more."""

from __future__ import annotations

import ipaddress
import shutil
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from flyzone.web.lan import authority as lan
from flyzone.web.lan.authority import KEY, certificates, fingerprint, make
from flyzone.web.lan.names import Names, names_of_this_machine

NAMES = Names(("tower.local",), ("192.168.1.20", "fd00::20"))
NOW = datetime.now(UTC)


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> list[ec.EllipticCurvePrivateKey]:
    """The keys that are made on the way, which nobody else ever sees: the authority's comes first."""
    made: list[Any] = []
    really = ec.generate_private_key

    def generate(curve: Any) -> Any:
        made.append(really(curve))
        return made[-1]

    monkeypatch.setattr(lan.ec, "generate_private_key", generate)
    return made


def _verifies(authority: x509.Certificate, leaf: x509.Certificate, name: str) -> bool:
    try:
        subject: Any = x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        subject = x509.DNSName(name)
    verifier = PolicyBuilder().store(Store([authority])).time(NOW).build_server_verifier(subject)
    try:
        verifier.verify(leaf, [])
    except VerificationError:
        return False
    return True


@pytest.mark.parametrize("name", [*NAMES.hosts, *NAMES.addresses])
def test_a_second_implementation_trusts_every_name_of_the_machine(name: str) -> None:
    authority, server, _ = make(NAMES, NOW)
    assert _verifies(authority, server, name)
    assert not _verifies(authority, server, "other.local")


def _rogue(
    authority: x509.Certificate, key: ec.EllipticCurvePrivateKey, other: x509.GeneralName
) -> x509.Certificate:
    """What somebody would sign who had the authority's key."""
    own = ec.generate_private_key(ec.SECP256R1())
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")]))
        .issuer_name(authority.subject)
        .public_key(own.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([other]), False)
        .add_extension(x509.BasicConstraints(False, None), True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )


@pytest.mark.parametrize(
    ("other", "fine"),
    [("bank.example", False), ("192.168.1.21", False), ("fd00::21", False), ("local", False),
     ("tower.local", True), ("192.168.1.20", True)],
)  # fmt: skip
def test_even_with_its_key_nothing_else_could_be_signed(
    caught: list[ec.EllipticCurvePrivateKey], tmp_path: Path, other: str, fine: bool
) -> None:
    authority, _, _ = make(NAMES, NOW)
    try:
        name: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(other))
    except ValueError:
        name = x509.DNSName(other)
    rogue = _rogue(authority, caught[0], name)
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    for path, one in (("ca.pem", authority), ("leaf.pem", rogue)):
        (tmp_path / path).write_bytes(one.public_bytes(Encoding.PEM))
    told = subprocess.run(
        ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", "ca.pem", "leaf.pem"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode == 0) is fine, told.stderr
    assert fine or "permitted subtree violation" in told.stderr


def test_a_machine_without_an_address_has_an_authority_for_no_address(
    caught: list[ec.EllipticCurvePrivateKey],
) -> None:
    authority, server, _ = make(Names(("tower.local",), ()), NOW)
    assert _verifies(authority, server, "tower.local")
    rogue = _rogue(authority, caught[0], x509.IPAddress(ipaddress.ip_address("192.168.1.20")))
    assert not _verifies(authority, rogue, "192.168.1.20")


def test_it_holds_as_long_as_phones_accept_and_is_critical_in_all_that_binds() -> None:
    authority, server, _ = make(NAMES, NOW)
    for one in (authority, server):
        assert one.not_valid_after_utc - one.not_valid_before_utc <= timedelta(days=397)
        assert one.not_valid_before_utc < NOW
    critical = {one.oid._name for one in authority.extensions if one.critical}
    assert critical == {"basicConstraints", "keyUsage", "nameConstraints"}
    basics = authority.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (basics.ca, basics.path_length) == (True, 0)


def test_the_authoritys_key_is_never_written(
    caught: list[ec.EllipticCurvePrivateKey], tmp_path: Path
) -> None:
    made = certificates(tmp_path, NAMES, NOW)
    assert made.fresh
    secret = caught[0].private_numbers().private_value.to_bytes(32, "big")
    kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert secret not in kept
    server_key = caught[1].private_numbers().private_value.to_bytes(32, "big")
    pem = (tmp_path / "tls" / KEY).read_bytes()
    assert server_key in ssl.PEM_cert_to_DER_cert(
        pem.decode().replace("PRIVATE KEY", "CERTIFICATE")
    )
    assert {one.stat().st_mode & 0o777 for one in (tmp_path / "tls").iterdir()} == {0o600}
    assert (tmp_path / "tls").stat().st_mode & 0o777 == 0o700


def test_it_is_used_again_as_long_as_it_fits_and_made_anew_when_not(tmp_path: Path) -> None:
    first = certificates(tmp_path, NAMES, NOW)
    mark = fingerprint(first.authority)
    again = certificates(tmp_path, NAMES, NOW + timedelta(days=300))
    assert not again.fresh
    assert fingerprint(again.authority) == mark
    assert not certificates(tmp_path, Names(NAMES.hosts, NAMES.addresses[:1]), NOW).fresh
    late = certificates(tmp_path, NAMES, NOW + timedelta(days=362))
    assert late.fresh
    moved = certificates(tmp_path, Names(NAMES.hosts, ("192.168.1.99",)), NOW)
    assert moved.fresh
    (tmp_path / "tls" / KEY).write_bytes(b"half a file")
    assert certificates(tmp_path, Names(NAMES.hosts, ("192.168.1.99",)), NOW).fresh


def test_loopback_is_no_address_of_the_network_and_an_address_is_shown_first() -> None:
    found = names_of_this_machine()
    assert found.hosts
    assert all(one.endswith(".local") for one in found.hosts)
    assert not any(ipaddress.ip_address(one).is_loopback for one in found.addresses)
    kinds = {ipaddress.ip_address(one).version for one in found.addresses}
    assert len(kinds) <= 1
    assert Names(("a.local",), ("fd00::1",)).best == "[fd00::1]"
    assert Names(("a.local",), ()).best == "a.local"
