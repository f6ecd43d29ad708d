"""The body: named joints and segment sizes as shares of standing height.

Lengths follow the proportions of Drillis and Contini as tabled by [Winter2009]_; the girths are
those of a lean sprinter.  A joint array has shape (n, 24, 3): times, joints in the order of
``JOINTS``, and x, y, z in metres.
"""

from __future__ import annotations

from dataclasses import dataclass

JOINTS: tuple[str, ...] = (
    "mid_hip", "mid_shoulder", "neck", "head",
    "hip_left", "knee_left", "ankle_left", "heel_left", "ball_left", "toe_left",
    "hip_right", "knee_right", "ankle_right", "heel_right", "ball_right", "toe_right",
    "shoulder_left", "elbow_left", "wrist_left", "hand_left",
    "shoulder_right", "elbow_right", "wrist_right", "hand_right",
)  # fmt: skip
INDEX: dict[str, int] = {name: i for i, name in enumerate(JOINTS)}
SIDES: tuple[str, str] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Body:
    """Segment lengths and girths (radii) of one person, all in metres."""

    height: float
    build: float = 1.0

    @property
    def thigh(self) -> float:
        """Hip to knee."""
        return 0.245 * self.height

    @property
    def shank(self) -> float:
        """Knee to ankle."""
        return 0.246 * self.height

    @property
    def ankle_back(self) -> float:
        """Ankle behind the ball of the foot, along the sole."""
        return 0.072 * self.height

    @property
    def ankle_up(self) -> float:
        """Ankle above the ball of the foot, square to the sole."""
        return 0.026 * self.height

    @property
    def heel_back(self) -> float:
        """Heel behind the ball of the foot, along the sole."""
        return 0.104 * self.height

    @property
    def toes(self) -> float:
        """Ball of the foot to toe tip."""
        return 0.042 * self.height

    @property
    def sole(self) -> float:
        """Height of ball and toe tip above the ground in stance: half the shoe's thickness."""
        return 0.0125 * self.height

    @property
    def standing_hip(self) -> float:
        """Height of the hip joints with straight legs and flat feet."""
        return self.thigh + self.shank + self.ankle_up + self.sole

    @property
    def trunk(self) -> float:
        """Mid-hips to mid-shoulders."""
        return 0.288 * self.height

    @property
    def neck(self) -> float:
        """Mid-shoulders to the base of the skull."""
        return 0.055 * self.height

    @property
    def head(self) -> float:
        """Base of the skull to the centre of the head."""
        return 0.058 * self.height

    @property
    def half_hips(self) -> float:
        """Half the distance of the hip joints."""
        return 0.050 * self.height

    @property
    def half_shoulders(self) -> float:
        """Half the distance of the shoulder joints."""
        return 0.105 * self.height

    @property
    def upper_arm(self) -> float:
        """Shoulder to elbow."""
        return 0.180 * self.height

    @property
    def forearm(self) -> float:
        """Elbow to wrist."""
        return 0.146 * self.height

    @property
    def hand(self) -> float:
        """Wrist to the middle of the loose fist."""
        return 0.040 * self.height
