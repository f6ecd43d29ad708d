"""By which names and addresses phones on the same network reach this machine."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
from dataclasses import dataclass

_SOMEWHERE = (
    "192.168.255.255",
    "10.255.255.255",
    "172.31.255.255",
    "169.254.255.255",
    "192.0.2.255",
)
_SOMEWHERE_V6 = ("fd00::ffff", "2001:db8::1")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Names:
    """What a certificate is made for.

    Attributes
    ----------
    hosts : tuple of str
        One or more, such as ``"tower.local"``; the one to show first.
    addresses : tuple of str
        IP addresses, the one to show first.
    """

    hosts: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def best(self) -> str:
        """What a QR code shows: an address, which needs no service that resolves names."""
        first = next(iter(self.addresses), None) or self.hosts[0]
        return f"[{first}]" if ":" in first else first


def names_of_this_machine() -> Names:
    """Its names and its addresses on the networks that it is in; loopback is none of them."""
    host = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().split(".")[0].lower()).strip("-")
    hosts = (f"{host}.local",) if _LABEL.fullmatch(host) else ("flyzone.local",)
    found: list[str] = []
    for family, places in ((socket.AF_INET, _SOMEWHERE), (socket.AF_INET6, _SOMEWHERE_V6)):
        for place in places:
            found += _towards(family, place)
    with contextlib.suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None)]
    usable = [one for one in dict.fromkeys(found) if _on_a_network(one)]
    steady = [one for one in usable if ":" not in one]
    # Many machines change their IPv6 addresses every day, so that nobody follows them; phones would
    # have to trust a new authority as often.
    return Names(hosts, tuple(steady or usable))


def _towards(family: socket.AddressFamily, place: str) -> list[str]:
    """The address from which a packet would leave towards a place; none is sent."""
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asked:
        asked.connect((place, 9))
        return [str(asked.getsockname()[0])]
    return []


def _on_a_network(address: str) -> bool:
    try:
        read = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return not (read.is_loopback or read.is_link_local or read.is_unspecified or read.is_multicast)
