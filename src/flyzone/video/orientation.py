"""Turning a coded picture upright, as the container's display matrix asks.

Phones store the sensor's picture as it comes and add a matrix that says how to show it.  Only its
signs matter here: a quarter turn swaps rows and columns, a mirror reverses one of them.  Reading
the whole matrix instead of its angle keeps mirrored (selfie) clips right, where left and right
would otherwise change places and with them the direction of a run.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Orientation:
    """How to turn a coded picture: transpose first, then mirror columns and rows.

    Attributes
    ----------
    transpose, mirror_columns, mirror_rows : bool
    """

    transpose: bool = False
    mirror_columns: bool = False
    mirror_rows: bool = False

    @property
    def is_upright(self) -> bool:
        """Whether the coded picture is upright already."""
        return not (self.transpose or self.mirror_columns or self.mirror_rows)

    @property
    def is_mirrored(self) -> bool:
        """Whether left and right change places, beyond any turn."""
        return (self.transpose + self.mirror_columns + self.mirror_rows) % 2 == 1

    @property
    def rotation_deg(self) -> int:
        """Clockwise turn that makes the picture upright: 0, 90, 180 or 270 degrees.

        For a mirrored picture: the turn after its columns were mirrored.
        """
        if self.transpose:
            return 270 if self.mirror_rows else 90
        return 180 if self.mirror_rows else 0

    def upright(self, picture: NDArray[Any]) -> NDArray[Any]:
        """The picture turned upright.

        Parameters
        ----------
        picture : ndarray, shape (H, W) or (H, W, 3)

        Returns
        -------
        ndarray
            The same array where nothing is to be done, otherwise a new one.
        """
        if self.is_upright:
            return picture
        if self.transpose:
            picture = cv2.transpose(picture)
        if self.mirror_columns or self.mirror_rows:
            code = 0 if not self.mirror_columns else (-1 if self.mirror_rows else 1)
            picture = cv2.flip(picture, code)
        return np.asarray(picture)


def orientation_from_matrix(matrix: bytes) -> Orientation:
    """Orientation from a display matrix.

    Parameters
    ----------
    matrix : bytes
        Nine 32-bit integers in native order: a b u, c d v, x y w; a point (p, q) of the coded
        picture is shown at (a p + c q + x, b p + d q + y).

    Returns
    -------
    Orientation
        To the nearest quarter turn; upright for a matrix of another length or of zeros.
    """
    if len(matrix) < 36:
        return Orientation()
    a, b, _, c, d, *_ = struct.unpack("=9i", matrix[:36])
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Orientation(False, a < 0, d < 0)
    return Orientation(True, c < 0, b < 0)
