"""The lane camera: image to lane metres and back, with covariance."""

from flyzone.geometry.camera import LaneCamera
from flyzone.geometry.fit import CameraFit, fit_camera, name_mark

__all__ = ["CameraFit", "LaneCamera", "fit_camera", "name_mark"]
