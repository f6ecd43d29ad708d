"""An authority for one machine: it signs one certificate, and its key is never written down.

Phones allow the camera, the wake lock and a page that works without a signal on HTTPS only, and no
public authority signs for a machine on a track.  So one is made here.  Whoever trusts it takes no risk
for other sites, for two reasons that anybody may check: it is constrained, critically, to the names and
addresses of this machine; and the key that could sign more is dropped in the moment in which the one
certificate is made.  When addresses change or time runs out, a new one is made, and phones trust anew.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from flyzone.files import written_whole
from flyzone.web.lan.names import Names

FOLDER = "tls"
AUTHORITY, CHAIN, KEY = "authority.crt", "server.crt", "server.key"
LASTS = timedelta(days=390)
"""iPhones refuse server certificates of more than 398 days from authorities of their own list, of more
than 825 from any other."""
RENEW_BEFORE = timedelta(days=30)
_EARLY = timedelta(hours=26)
"""Valid from before now: a phone's clock may be wrong, or a day behind."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where they lie.

    Attributes
    ----------
    authority : Path
        What phones are asked to trust; PEM.
    chain, key : Path
        What the server shows, and its key.
    until : datetime
    fresh : bool
        Whether they were made just now: then every device must trust the authority anew.
    """

    authority: Path
    chain: Path
    key: Path
    until: datetime
    fresh: bool


def certificates(folder: Path, names: Names, now: datetime) -> Certificates:
    """The certificates for these names; those that lie in the folder as long as they fit.

    Parameters
    ----------
    folder : Path
        Of the site's files.
    names : Names
    now : datetime

    Raises
    ------
    OutputError
        If they cannot be kept.
    """
    place = folder / FOLDER
    until = fitting_until(place, names, now)
    if until is not None:
        return _certificates(place, until, fresh=False)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority, server, key = make(names, now)
    pem = serialization.Encoding.PEM
    for name, content in (
        # The authority last: where it is missing, all of it is made anew.
        (KEY, key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())),
        (CHAIN, server.public_bytes(pem)),
        (AUTHORITY, authority.public_bytes(pem)),
    ):  # fmt: skip
        with written_whole(place / name, what="certificate") as temporary:
            os.chmod(temporary, 0o600)
            temporary.write_bytes(content)
    return _certificates(place, server.not_valid_after_utc, fresh=True)


def fitting_until(place: Path, names: Names, now: datetime) -> datetime | None:
    """Until when the certificates in a folder hold for these names; ``None`` if they do not."""
    try:
        authority = x509.load_pem_x509_certificate((place / AUTHORITY).read_bytes())
        server = x509.load_pem_x509_certificate((place / CHAIN).read_bytes())
        key = serialization.load_pem_private_key((place / KEY).read_bytes(), None)
        server.verify_directly_issued_by(authority)
        made_for = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return None
    fits = (
        server.public_key() == key.public_key()
        and set(made_for.get_values_for_type(x509.DNSName)) >= set(names.hosts)
        # Without one of its networks for a day, a machine keeps what phones trust.
        and {str(one) for one in made_for.get_values_for_type(x509.IPAddress)}
        >= set(names.addresses)
        and now.astimezone(UTC) + RENEW_BEFORE < server.not_valid_after_utc
    )
    return server.not_valid_after_utc if fits else None


def make(
    names: Names, now: datetime
) -> tuple[x509.Certificate, x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A new authority, the one certificate that it signs, and the key of that; nothing else is left.

    Parameters
    ----------
    names : Names
    now : datetime
    """
    begin, end = now - _EARLY, now - _EARLY + LASTS
    addresses = [ipaddress.ip_address(one) for one in names.addresses]
    # Lives in this function alone: no name outside, no file.
    signing = ec.generate_private_key(ec.SECP256R1())
    stamp = f"{now.astimezone(UTC):%Y-%m-%d %H:%M}"
    issuer = _name(f"flyzone on {names.hosts[0]}, {stamp}")
    permitted: list[x509.GeneralName] = [
        *(x509.DNSName(one) for one in names.hosts),
        *(x509.IPAddress(ipaddress.ip_network(one)) for one in addresses),
    ]
    # Only a kind of name that is mentioned is constrained.
    everywhere = ("0.0.0.0/0", "::/0")
    excluded = (
        [] if addresses else [x509.IPAddress(ipaddress.ip_network(one)) for one in everywhere]
    )
    authority = (
        _draft(issuer, issuer, signing.public_key(), begin, end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, excluded or None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(signing.public_key()), False)
        .sign(signing, hashes.SHA256())
    )
    key = ec.generate_private_key(ec.SECP256R1())
    others: list[x509.GeneralName] = [
        *(x509.DNSName(one) for one in names.hosts),
        *(x509.IPAddress(one) for one in addresses),
    ]
    server = (
        _draft(_name(names.hosts[0]), issuer, key.public_key(),
               begin, end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .add_extension(x509.SubjectAlternativeName(others), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
        )
        .sign(signing, hashes.SHA256())
    )  # fmt: skip
    return authority, server, key


def fingerprint(authority: Path) -> str:
    """The SHA-256 of an authority, as phones and computers show it: to be compared by eye."""
    digest = x509.load_pem_x509_certificate(authority.read_bytes()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def _draft(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    begin: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _certificates(place: Path, until: datetime, *, fresh: bool) -> Certificates:
    return Certificates(place / AUTHORITY, place / CHAIN, place / KEY, until, fresh)
