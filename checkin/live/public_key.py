"""A guest's public key, read from the file that `ssh-keygen` wrote: one key, sound to its last byte."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from checkin.ground.errors import WrongInput
from checkin.ground.text import clean_line, cut

LONGEST = 16_384
"""Bytes of a key file that are read; the longest RSA key takes a quarter of it."""

_COMMENT_CELLS = 60
_RSA_BITS = range(2048, 16_385)
"""Shorter ones can be broken, and sshd takes no longer ones."""
_POINTS = {b"nistp256": 65, b"nistp384": 97, b"nistp521": 133}
"""The curves of ECDSA, and how many bytes an uncompressed point on each takes."""
_KINDS = {
    "ssh-ed25519": "ED25519",
    "ssh-rsa": "RSA",
    "ecdsa-sha2-nistp256": "ECDSA",
    "ecdsa-sha2-nistp384": "ECDSA",
    "ecdsa-sha2-nistp521": "ECDSA",
    "sk-ssh-ed25519@openssh.com": "ED25519-SK",
    "sk-ecdsa-sha2-nistp256@openssh.com": "ECDSA-SK",
}
"""The kinds of key that are taken, and what `ssh-keygen -l` calls them."""

_PRIVATE = re.compile(r"PRIVATE KEY|^PuTTY-User-Key-File-|^SSH PRIVATE KEY FILE", re.MULTILINE)
_OTHER_FORMS = re.compile(r"^-{4,5} ?BEGIN ", re.MULTILINE)
_HOW = "Give the file that ends in .pub, as ssh-keygen wrote it."


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its kind as sshd names it, what it holds in base64, a comment safe to show."""

    kind: str
    blob: str
    comment: str = ""

    @property
    def line(self) -> str:
        """The key as a line of its own."""
        return f"{self.kind} {self.blob} {self.comment}".rstrip()

    @property
    def known_as(self) -> str:
        """Kind and fingerprint as `ssh-keygen -l` shows them, so that two people can compare."""
        digest = base64.b64encode(sha256(base64.b64decode(self.blob)).digest()).decode().rstrip("=")
        return f"{_KINDS[self.kind]} SHA256:{digest}"


def parse_key(data: bytes, name: str = "This file") -> PublicKey:
    """The one key in a key file; `name` is what messages call the file.

    Line ends of any system, blank lines and lines that begin with `#` are passed over. Raises WrongInput
    that says what the file is instead; nothing of its content is ever repeated.
    """
    if len(data) > LONGEST:
        raise WrongInput(f"{name} is too long for a public key.", _HOW)
    text = _decoded(data)
    if _PRIVATE.search(text):
        raise WrongInput(
            f"{name} is a private key, which stays with its owner and was not used.",
            f"{_HOW} If somebody sent it to you, tell them: it is time for a new pair of keys.",
        )
    if _OTHER_FORMS.search(text):
        raise WrongInput(
            f"{name} is a public key in another format.",
            "Turn it into OpenSSH's: ssh-keygen -i -f FILE (-m PKCS8 or -m PEM as needed).",
        )
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip() and line.lstrip()[0] != "#"]
    if not lines:
        raise WrongInput(f"There is no key in {name}.", _HOW)
    if len(lines) > 1:
        several = sum(any(kind in line for kind in _KINDS) for line in lines) > 1
        what = "holds several keys" if several else "breaks its key over several lines"
        raise WrongInput(f"{name} {what}.", "One key on one line is what an invite is made of.")
    return _parse_line(lines[0], name)


def _decoded(data: bytes) -> str:
    # PowerShell's `>` writes UTF-16.
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, errors="replace")


def _parse_line(line: str, name: str) -> PublicKey:
    kind, blob, comment = [*re.split(r"[ \t]+", line.strip(), maxsplit=2), "", ""][:3]
    if kind not in _KINDS:
        raise WrongInput(*_not_a_kind(line, kind, name))
    try:
        held = base64.b64decode(blob, validate=True)
        _check(kind, _fields(held))
    except _TooShort:
        raise WrongInput(
            f"{name} is an RSA key of fewer than {_RSA_BITS.start} bits, too short to be safe.",
            "Make a new one with: ssh-keygen -t ed25519",
        ) from None
    except (binascii.Error, ValueError):
        raise WrongInput(f"The key in {name} is damaged or cut off.", "Copy it again, whole.") from None
    return PublicKey(kind, base64.b64encode(held).decode(), cut(clean_line(comment), _COMMENT_CELLS))


def _not_a_kind(line: str, kind: str, name: str) -> tuple[str, str]:
    if "-cert-v0" in kind:
        return f"{name} is a certificate.", "An invite is made of the plain key, the .pub file without -cert."
    if kind == "ssh-dss":
        return (
            f"{name} is a DSA key, which sshd no longer takes.",
            "Make a new one with: ssh-keygen -t ed25519",
        )
    if any(f"{known} " in line for known in _KINDS):
        return f"{name} has something in front of its key.", "Leave only the key: kind, letters, comment."
    return f"{name} is no public key that sshd takes.", _HOW


class _TooShort(Exception):
    """An RSA key that is whole, but too short."""


def _fields(held: bytes) -> list[bytes]:
    """What a key holds: fields, each after its length in four bytes. Raises ValueError."""
    fields = []
    while held:
        length = int.from_bytes(held[:4])
        if len(held) < 4 + length:
            raise ValueError("cut off")
        fields.append(held[4 : 4 + length])
        held = held[4 + length :]
    return fields


def _check(kind: str, fields: list[bytes]) -> None:
    """Make sure that these are the fields of such a key (RFC 4253, 5656, 8709, PROTOCOL.u2f).

    Raises ValueError or _TooShort.
    """
    if not fields or fields[0] != kind.encode():
        raise ValueError("another kind inside")
    match kind, fields[1:]:
        case ("ssh-ed25519", [point]) if len(point) == 32:
            return
        case ("sk-ssh-ed25519@openssh.com", [point, application]) if len(point) == 32 and application:
            return
        case ("sk-ecdsa-sha2-nistp256@openssh.com", [b"nistp256", point, application]) if application:
            _check_point(b"nistp256", point)
        case ("ssh-rsa", [exponent, modulus]):
            _check_rsa(exponent, modulus)
        case (_, [curve, point]) if curve in _POINTS and kind == f"ecdsa-sha2-{curve.decode()}":
            _check_point(curve, point)
        case _:
            raise ValueError("other fields than such a key has")


def _check_point(curve: bytes, point: bytes) -> None:
    if len(point) != _POINTS[curve] or point[0] != 4:
        raise ValueError("no point of this curve")


def _check_rsa(exponent: bytes, modulus: bytes) -> None:
    for number in (exponent, modulus):
        if not number or number[0] >= 0x80:  # negative
            raise ValueError("no number of such a key")
    bits = int.from_bytes(modulus).bit_length()
    if bits >= _RSA_BITS.stop or not int.from_bytes(exponent) & 1:
        raise ValueError("no such key")
    if bits < _RSA_BITS.start:
        raise _TooShort
