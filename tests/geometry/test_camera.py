"""The lane camera: pixels to lane metres and back, and what it costs to be wrong about it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.geometry.camera import camera_axes
