"""From tapped marks to a lane camera: least squares with weak, stated priors.

Each mark gives two equations; taps err by about a pixel, cones by about a centimetre (seen through
the camera, a different number of pixels for each).  What the marks leave open is held by priors that
describe a phone on a tripod beside a track: a focal length like a phone's, little roll, a height
between a kneeling person's and a stand's, distortion near zero.  The posterior covariance therefore
tells honestly what two, four or eight marks can give.

A mis-tapped mark is found by leaving each one out in turn: where that makes the others agree it is
dropped (if enough remain) and named; where it cannot be told, the marks are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.stats import chi2

from flyzone.errors import SetupError
from flyzone.geometry.camera import LaneCamera, project
from flyzone.model import ClipSetup, Mark, Notice

Array = NDArray[np.float64]

TAP_SD_PX = 0.9
"""How far a careful tap lies from the mark, per axis (CONTRACT: 'a pixel or two off')."""

FEW_MARKS = 4
_REFUSE_P = 1e-4
_ALONE_P = 1e-3
_STRANGE_CAMERA_P = 4e-3
_MIN_APART_PX = 1.5
_CLEAR_ROWS_PX = 6.0
_CLEARLY_BETTER = 6.0  # in squared standard deviations


@dataclass(frozen=True)
class Prior:
    """Weak knowledge of a phone beside a track; see the module text.

    Attributes
    ----------
    focal_ratio, focal_log_sd : float
        Focal length over the longer picture side, and the SD of its logarithm
        (0.8 is a 64 degree view; one SD spans 45 to 86 degrees).
    height_m, height_log_sd : float
    yaw_sd, pitch_sd, roll_sd : float, rad
    k1_sd : float
    """

    focal_ratio: float = 0.8
    focal_log_sd: float = 0.40
    height_m: float = 1.6
    height_log_sd: float = 0.7
    yaw_sd: float = np.radians(25.0)
    pitch_sd: float = np.radians(15.0)
    roll_sd: float = np.radians(4.0)
    k1_sd: float = 0.05


SQUARE_ON = Prior(focal_log_sd=0.5, yaw_sd=float(np.radians(10.0)), roll_sd=float(np.radians(2.0)))
"""With two or three marks: the camera is taken to look square at the lane, within 10 degrees (one SD)."""


@dataclass(frozen=True)
class CameraFit:
    """A lane camera, the residual of each mark, and what there is to warn about."""

    camera: LaneCamera
    residual_px: Array
    used: NDArray[np.bool_]
    notices: tuple[Notice, ...]


def name_mark(index: int, mark: Mark) -> str:
    """How a mark is called in messages: its number (from 1) and its lane place."""
    x, y, z = mark.lane
    height = f", z={z:g}" if z else ""
    return f"mark {index + 1} (x={x:g} m, y={y:g} m{height})"


def fit_camera(
    setup: ClipSetup, size: tuple[int, int], *, tap_sd_px: float = TAP_SD_PX
) -> CameraFit:
    """Lane camera from the marks of a setup.

    Parameters
    ----------
    setup : ClipSetup
    size : (int, int), px
        Width and height of the upright picture.
    tap_sd_px : float, px
        Per axis.

    Returns
    -------
    CameraFit

    Raises
    ------
    SetupError
        Marks outside the frame, on one point, without depth, or contradicting each other.
    """
    marks = setup.marks
    _check_marks(marks, size)
    square_on = len(marks) < FEW_MARKS
    prior = SQUARE_ON if square_on else Prior()
    whole = _Solver(marks, size, setup.mark_sd_m, tap_sd_px, prior).solve()
    notices: list[Notice] = []
    used = np.ones(len(marks), dtype=bool)
    solution = whole
    if not whole.agrees(_REFUSE_P):
        index, solution = _leave_one_out(marks, size, setup.mark_sd_m, tap_sd_px, prior, whole)
        used[index] = False
        miss = solution.residual(marks[index])
        notices.append(
            Notice(
                "mark-left-out",
                f"{name_mark(index, marks[index])} lies {miss:.1f} px from where the other "
                f"{len(marks) - 1} marks put it, more than a tap of {tap_sd_px:g} px explains. It was "
                "left out. Tap it again, or check where its cone stood.",
            )
        )
    if square_on:
        notices.append(
            Notice(
                "square-on-assumed",
                f"Only {len(marks)} marks were given, so the camera is taken to look square at the "
                "lane, give or take 10 degrees; the error bar is wider for it. Mark four cones (both lines "
                "of the lane at both ends) to measure it instead.",
            )
        )
    residual = np.array([solution.residual(mark) for mark in marks])
    return CameraFit(solution.camera(size), residual, used, tuple(notices))


def _check_marks(marks: tuple[Mark, ...], size: tuple[int, int]) -> None:
    width, height = size
    for i, mark in enumerate(marks):
        u, v = mark.pixel
        if not (-0.5 <= u <= width - 0.5 and -0.5 <= v <= height - 0.5):
            raise SetupError(
                f"{name_mark(i, mark)} lies outside the frame: its pixel is ({u:g}, {v:g}), the "
                f"upright picture is {width} x {height}. Tap it again on a frame of this clip.",
                code="mark-outside-frame",
            )
    pixels = np.array([mark.pixel for mark in marks])
    lane = np.array([mark.lane for mark in marks])
    for i in range(len(marks)):
        for j in range(i):
            apart_px = float(np.hypot(*(pixels[i] - pixels[j])))
            apart_m = float(np.linalg.norm(lane[i] - lane[j]))
            if apart_px < _MIN_APART_PX or apart_m < 1e-3:
                raise SetupError(
                    f"{name_mark(j, marks[j])} and {name_mark(i, marks[i])} lie on one point: "
                    f"{apart_px:.1f} px and {apart_m:.2f} m apart. Each mark needs its own place; "
                    "remove one or correct it.",
                    code="marks-on-one-point",
                )
    if np.ptp(lane[:, 0]) < 0.5:
        raise SetupError(
            "The marks have no length along the run: their x spans "
            f"{np.ptp(lane[:, 0]):.2f} m. Marks at both ends of the zone are needed.",
            code="marks-without-length",
        )
    if len(marks) >= FEW_MARKS and np.ptp(lane[:, 1]) < 0.2 and np.ptp(lane[:, 2]) < 0.5:
        raise SetupError(
            f"The marks have no depth: all {len(marks)} lie on one line across y "
            f"(y spans {np.ptp(lane[:, 1]):.2f} m), the first is {name_mark(0, marks[0])}. Mark both "
            "lines of the lane (1.22 m apart), or give just the two end marks.",
            code="marks-without-depth",
        )


@dataclass(frozen=True)
class _Solution:
    theta: Array
    shares: dict[str, Array]
    mark_cost: float
    prior_cost: float
    along_sign: int
    across_sign: int
    size: tuple[int, int]
    marks: int

    @property
    def cost(self) -> float:
        """Squared residuals in standard deviations, marks and priors together."""
        return self.mark_cost + self.prior_cost

    def agrees(self, p: float) -> bool:
        """Whether the marks agree with each other, and with any camera that could be there.

        The marks alone are judged by what they have to spare over a camera whose remaining freedom
        the priors hold; of the camera only what is nearly impossible counts (a long lens or a high
        stand is unusual, not wrong; a lens bent four times as much as any phone's is wrong).
        """
        among = chi2.sf(self.mark_cost, max(2, 2 * self.marks - 6)) > p
        possible = chi2.sf(self.prior_cost, 6) > _STRANGE_CAMERA_P
        return bool(among and possible)

    def camera(self, size: tuple[int, int]) -> LaneCamera:
        return LaneCamera(self.theta, self.shares, size, self.along_sign, self.across_sign)

    def residual(self, mark: Mark) -> float:
        seen = self.camera(self.size).to_pixels([mark.lane])[0]
        return float(np.hypot(*(seen - np.array(mark.pixel))))


class _Solver:
    """Damped least squares from several starts, in both senses of the user's y."""

    def __init__(
        self,
        marks: tuple[Mark, ...],
        size: tuple[int, int],
        mark_sd_m: float,
        tap_sd_px: float,
        prior: Prior,
    ) -> None:
        self.pixels = np.array([mark.pixel for mark in marks])
        self.lane = np.array([mark.lane for mark in marks])
        self.size = size
        self.mark_sd_m = mark_sd_m
        self.tap_sd_px = tap_sd_px
        self.prior = prior
        slope = np.polyfit(self.lane[:, 0], self.pixels[:, 0], 1)[0]
        self.along_sign = 1 if slope >= 0 else -1
        self.prior_mean = np.array(
            [0, 0, np.log(prior.height_m), 0, 0, 0, np.log(prior.focal_ratio * max(size)), 0]
        )
        self.prior_sd = np.array(
            [np.inf, np.inf, prior.height_log_sd, prior.yaw_sd, prior.pitch_sd, prior.roll_sd,
             prior.focal_log_sd, prior.k1_sd]
        )  # fmt: skip

    def solve(self) -> _Solution:
        """The best camera over all starts: each is descended roughly, the best one to the end."""
        rough = [
            (cost, theta, sign)
            for sign in self._across_signs()
            for cost, theta in self._rough(self.lane * np.array([self.along_sign, sign, 1.0]))
        ]
        for _, theta, sign in sorted(rough, key=lambda trial: trial[0])[:2]:
            found = self._descend(theta, self.lane * np.array([self.along_sign, sign, 1.0]), sign)
            if found is not None:
                return found
        raise SetupError(
            "No camera in front of the lane explains the marks: their pixels and lane places do "
            "not belong together. Check that x, y and the pixels were not swapped.",
            code="marks-contradict",
        )

    def _across_signs(self) -> tuple[int, ...]:
        """Which way the user's y may count: what lies farther stands higher in the picture."""
        ground = self.lane[:, 2] < 0.05
        if np.ptp(self.lane[ground, 1]) > 0.2 and ground.sum() >= 3:
            basis = np.column_stack(
                [np.ones(ground.sum()), self.lane[ground, 0], self.lane[ground, 1]]
            )
            fit, *_ = np.linalg.lstsq(basis, self.pixels[ground, 1], rcond=None)
            if abs(fit[2]) * np.ptp(self.lane[ground, 1]) > _CLEAR_ROWS_PX:
                return (-1,) if fit[2] > 0 else (1,)
        if np.ptp(self.lane[:, 1]) < 0.2:
            # All on one line: the picture cannot tell its side, so negative y is the camera's.
            return (1,)
        return (1, -1)

    def _rough(self, world: Array) -> list[tuple[float, Array]]:
        white = np.broadcast_to(np.eye(2) / self.tap_sd_px, (len(world), 2, 2))
        out = []
        for start in self._starts(world):
            result = least_squares(
                self._residuals, start, args=(world, white), method="lm", x_scale="jac",
                max_nfev=150,
            )  # fmt: skip
            theta = cast(Array, result.x)
            if np.all(np.isfinite(theta)) and not np.any(world[:, 1] < theta[1]):
                out.append((float(result.cost), theta))
        return out

    def _residuals(self, theta: Array, world: Array, white: Array) -> Array:
        """Misses of the marks and of the priors, in standard deviations."""
        miss = project(theta, world, self.size) - self.pixels
        miss = np.nan_to_num(np.einsum("nij,nj->ni", white, miss), nan=1e4).ravel()
        known = np.isfinite(self.prior_sd)
        return np.concatenate([miss, (theta - self.prior_mean)[known] / self.prior_sd[known]])

    def _starts(self, world: Array) -> list[Array]:
        metres_per_pixel = np.ptp(world[:, 0]) / max(np.ptp(self.pixels[:, 0]), 1.0)
        middle = (np.array(self.size) - 1) / 2.0
        starts = []
        for ratio, height, yaw in (
            (0.8, 1.5, 0.0), (0.8, 5.0, 0.0), (0.55, 1.5, 0.25), (0.8, 1.5, -0.25), (1.3, 2.5, 0.0),
        ):  # fmt: skip
            focal = ratio * max(self.size)
            distance = focal * metres_per_pixel
            off = self.pixels.mean(axis=0) - middle
            bearing = off[0] / focal - yaw
            pitch = off[1] / focal - height / distance
            x = world[:, 0].mean() - distance * np.tan(bearing)
            y = world[:, 1].mean() - distance
            starts.append(np.array([x, y, np.log(height), yaw, pitch, 0.0, np.log(focal), 0.0]))
        return starts

    def _cone_covariance(self, theta: Array, world: Array) -> Array:
        """Covariance of each mark's pixel from how its cone was placed, shape (n, 2, 2), px²."""
        step = 1e-3
        along = project(theta, world + np.array([step, 0.0, 0.0]), self.size) - project(
            theta, world - np.array([step, 0.0, 0.0]), self.size
        )
        across = project(theta, world + np.array([0.0, step, 0.0]), self.size) - project(
            theta, world - np.array([0.0, step, 0.0]), self.size
        )
        jacobian = np.stack([along, across], axis=2) / (2 * step)
        return np.asarray(self.mark_sd_m**2 * (jacobian @ jacobian.transpose(0, 2, 1)))

    def _descend(self, start: Array, world: Array, across_sign: int) -> _Solution | None:
        theta = start
        if not np.all(np.isfinite(project(theta, world, self.size))):
            return None
        for _ in range(2):
            cones = self._cone_covariance(theta, world)
            taps = self.tap_sd_px**2 * np.eye(2)
            white = np.linalg.inv(np.linalg.cholesky(taps + cones))
            result = least_squares(
                self._residuals, theta, args=(world, white), method="lm", x_scale="jac",
                max_nfev=400,
            )  # fmt: skip
            theta = cast(Array, result.x)
        if np.any(world[:, 1] < theta[1]):  # the lane must lie in front of the camera
            return None
        squared = cast(Array, result.fun) ** 2
        mark_cost, prior_cost = (
            float(squared[: 2 * len(world)].sum()),
            float(squared[2 * len(world) :].sum()),
        )
        shares = self._shares(cast(Array, result.jac), white, cones)
        return _Solution(
            theta,
            shares,
            mark_cost,
            prior_cost,
            self.along_sign,
            across_sign,
            self.size,
            len(world),
        )

    def _shares(self, jacobian: Array, white: Array, cones: Array) -> dict[str, Array]:
        """The covariance of theta, split by where it comes from; the shares add up to the whole."""
        n = len(white)
        covariance = np.linalg.inv(jacobian.T @ jacobian)
        by_mark = (covariance @ jacobian[: 2 * n].T).reshape(-1, n, 2)
        # Each mark enters whitened, so its tap and its cone enter through the whitener.
        from_pixel = np.einsum("pni,nij->pnj", by_mark, white)
        taps = self.tap_sd_px**2 * np.einsum("pni,qni->pq", from_pixel, from_pixel)
        placed = np.einsum("pni,nij,qnj->pq", from_pixel, cones, from_pixel)
        by_prior = covariance @ jacobian[2 * n :].T
        return {"marks": taps, "cones": placed, "camera": by_prior @ by_prior.T}


def _leave_one_out(
    marks: tuple[Mark, ...],
    size: tuple[int, int],
    mark_sd_m: float,
    tap_sd_px: float,
    prior: Prior,
    whole: _Solution,
) -> tuple[int, _Solution]:
    """The one mark whose removal makes the others agree, or a refusal that names the worst."""
    suspects: list[int] = []
    if len(marks) > FEW_MARKS:
        trials = [
            (_Solver(marks[:i] + marks[i + 1 :], size, mark_sd_m, tap_sd_px, prior).solve(), i)
            for i in range(len(marks))
        ]
        trials.sort(key=lambda trial: trial[0].cost)
        (best, index), (second, _) = trials[0], trials[1]
        if best.agrees(_ALONE_P) and second.cost - best.cost > _CLEARLY_BETTER:
            return index, best
        suspects = [i for rest, i in trials if rest.agrees(_ALONE_P)]
    residual = [whole.residual(mark) for mark in marks]
    worst = int(np.argmax(residual))
    if suspects:
        either = " or ".join(name_mark(i, marks[i]) for i in suspects)
        raise SetupError(
            f"The marks contradict each other, and which one is wrong cannot be told: without {either} "
            f"the others agree (misses of the best fit to all: {residual[worst]:.1f} px at most, a careful "
            f"tap is within {2 * tap_sd_px:g} px). Tap these again and check where their cones stood.",
            code="marks-contradict",
        )
    listed = ", ".join(f"{i + 1}: {r:.1f} px" for i, r in enumerate(residual))
    raise SetupError(
        f"The marks contradict each other: no camera fits them all. The worst is "
        f"{name_mark(worst, marks[worst])}, {residual[worst]:.1f} px off after the best fit (all "
        f"marks: {listed}; a careful tap is within {2 * tap_sd_px:g} px). Tap them again, check the "
        "cones' places, or add marks so that a wrong one can be told from the right ones.",
        code="marks-contradict",
    )
