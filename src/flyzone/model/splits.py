"""Split times: when an athlete passed which distance, and how well each time is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, columns_of, fixed, increasing, number, numbers
from flyzone.model.conditions import Conditions

LONGEST_SPRINT_M = 1000.0
LONGEST_SPRINT_S = 600.0


@dataclass(frozen=True, slots=True, eq=False)
class Splits(HoldsArrays):
    """Cumulative times at places along one sprint.

    Attributes
    ----------
    distances : ndarray, shape (n,), m
        From the start line, increasing, each larger than zero.
    times : ndarray, shape (n,), s
        On one clock whose zero is the trigger, increasing.
    covariance : ndarray, shape (n, n), s², or None
        Of the errors of ``times``; ``None`` where nobody said how good they are.
    origin : str
        How they were obtained, such as ``"gates"``.
    athlete, run : str or None
        Whose, and which one.
    conditions : Conditions
    rounding_sd : float, s
        Standard deviation that the rounding of the times alone gives each; zero where it is not
        known.  No time is better known than that.

    Raises
    ------
    InputError
        If the lengths differ, a number is not finite or not possible, distances or times do not
        increase, or the covariance is none.

    Examples
    --------
    >>> Splits.of([10, 20, 30], [1.9, 3.1, 4.2], sd=0.01).covariance.diagonal()
    array([0.0001, 0.0001, 0.0001])
    """

    distances: Floats
    times: Floats
    covariance: Floats | None = None
    origin: str = "not stated"
    athlete: str | None = None
    run: str | None = None
    conditions: Conditions = field(default_factory=Conditions)
    rounding_sd: float = 0.0

    def __post_init__(self) -> None:
        distances = fixed(self.distances, "Split distances")
        times = fixed(self.times, "Split times")
        if len(distances) != len(times):
            raise InputError(
                f"Each distance needs its time, got {len(distances)} distances and {len(times)} "
                "times. Check for a missing gate.",
                code="splits-length",
            )
        if not len(distances):
            raise InputError(
                "Split times need at least one gate, got none. Give distances and times.",
                code="splits-empty",
            )
        if distances[0] <= 0.0 or distances[-1] > LONGEST_SPRINT_M:
            worst = distances[0] if distances[0] <= 0.0 else distances[-1]
            raise InputError(
                f"Split distances must lie above 0 and up to {LONGEST_SPRINT_M:g} m, got "
                f"{worst:g}. Distances are in metres from the start line.",
                code="splits-distance",
            )
        if times[0] <= 0.0 or times[-1] > LONGEST_SPRINT_S:
            worst = times[0] if times[0] <= 0.0 else times[-1]
            raise InputError(
                f"Split times must lie above 0 and up to {LONGEST_SPRINT_S:g} s, got {worst:g}. "
                "Times are in seconds since the clock started.",
                code="splits-time",
            )
        increasing(distances, "Split distances")
        increasing(times, "Split times")
        covariance = None if self.covariance is None else _covariance(self.covariance, len(times))
        object.__setattr__(self, "distances", distances)
        object.__setattr__(self, "times", times)
        object.__setattr__(self, "covariance", covariance)
        rounding = number(self.rounding_sd, "rounding_sd", "splits-sd")
        if rounding < 0.0:
            raise InputError(
                f"rounding_sd must be zero or more, got {rounding:g}. It is the step of the times "
                "over the root of 12.",
                code="splits-sd",
            )
        object.__setattr__(self, "rounding_sd", rounding)

    @classmethod
    def of(
        cls,
        distances: ArrayLike | Any,
        times: ArrayLike | Any,
        *,
        sd: ArrayLike | None = None,
        shared_sd: float = 0.0,
        **words: Any,
    ) -> Splits:
        """Splits from lists, arrays or columns; the start gate (0 m at 0 s) is left out.

        Parameters
        ----------
        distances, times : array_like, shape (n,), m and s
        sd : float or array_like, shape (n,), s, optional
            Standard deviation of each time on its own.
        shared_sd : float, s
            Of an error that all the times carry together, such as the trigger's; needs ``sd``.
        **words
            ``origin``, ``athlete``, ``run``, ``conditions``.

        Returns
        -------
        Splits

        Raises
        ------
        InputError
            As for the class.
        """
        where = fixed(distances, "Split distances")
        when = fixed(times, "Split times")
        deviations = None if sd is None else _deviations(sd, len(when))
        shared = number(shared_sd, "The shared standard deviation", "splits-sd")
        if shared < 0.0 or (shared > 0.0 and deviations is None):
            raise InputError(
                f"A shared error is zero or more and a part of the whole, got {shared:g}. Give `sd` "
                "with `shared_sd`.",
                code="splits-sd",
            )
        if len(where) > 1 and len(where) == len(when) and where[0] == 0.0 and when[0] == 0.0:
            where, when = where[1:], when[1:]
            deviations = None if deviations is None else deviations[1:]
        if deviations is None:
            return cls(where, when, None, **words)
        if (
            np.any((deviations <= 0.0) | (deviations > LONGEST_SPRINT_S))
            or shared > LONGEST_SPRINT_S
        ):
            raise InputError(
                "A standard deviation must lie above 0 (no time is exact) and up to "
                f"{LONGEST_SPRINT_S:g} s, got {np.min(deviations):g} to "
                f"{max(np.max(deviations), shared):g}. Leave `sd` out where it is not known.",
                code="splits-sd",
            )
        return cls(where, when, np.diag(deviations**2) + shared**2, **words)

    @property
    def sd(self) -> Floats | None:
        """Standard deviation of each time, shape (n,), s; ``None`` where not known."""
        return None if self.covariance is None else np.sqrt(np.diagonal(self.covariance))

    def __len__(self) -> int:
        return len(self.times)


def splits_of_table(table: Any, *, origin: str = "table") -> tuple[Splits, ...]:
    """The sprints that a table holds, in the order in which they appear.

    Parameters
    ----------
    table : DataFrame or mapping of columns
        ``distance_m`` and ``time_s``; optional ``time_sd_s``, ``athlete`` and ``run``.
    origin : str

    Returns
    -------
    tuple of Splits
        One for each athlete and run.

    Raises
    ------
    InputError
        If a column is missing, or a sprint in it is none.
    """
    columns = columns_of(table, "distance_m and time_s")
    for name in ("distance_m", "time_s"):
        if name not in columns:
            raise InputError(
                f"The table must have the columns distance_m and time_s, got "
                f"{', '.join(columns) or 'none'}. Rename the column.",
                code="splits-columns",
            )
    # Read whole before it is cut into sprints, so that a message counts the rows of the table.
    distances = fixed(columns["distance_m"], "Column distance_m")
    times = fixed(columns["time_s"], "Column time_s")
    # Here a missing number is allowed: how well a time is known may not be known.
    deviations = numbers(columns.get("time_sd_s", [None] * len(times)), "Column time_sd_s")
    if deviations.ndim != 1:
        raise InputError(
            "Column time_sd_s must hold a standard deviation for each row, got shape "
            f"{deviations.shape}. Repeat it in a list.",
            code="splits-sd",
        )
    athletes = _words(columns.get("athlete", [None] * len(times)), "athlete")
    runs = _words(columns.get("run", [None] * len(times)), "run")
    lengths = [len(column) for column in (distances, times, deviations, athletes, runs)]
    if len(set(lengths)) > 1 or not lengths[0]:
        raise InputError(
            "The columns of the table must be of one length and hold a row, got "
            f"{', '.join(str(length) for length in dict.fromkeys(lengths))} rows. Fill them up.",
            code="splits-length",
        )
    rows_of: dict[tuple[str | None, str | None], list[int]] = {}
    for row, key in enumerate(zip(athletes, runs, strict=True)):
        rows_of.setdefault(key, []).append(row)
    sprints = []
    for (athlete, run), rows in rows_of.items():
        known = None if np.all(np.isnan(deviations[rows])) else deviations[rows]
        try:
            sprint = Splits.of(
                distances[rows], times[rows], sd=known, origin=origin, athlete=athlete, run=run
            )
        except InputError as error:
            whose = f"Athlete {athlete or 'not named'}, run {run or 'not named'}"
            raise InputError(
                f"{whose} (from row {rows[0] + 1}): {error.message}", code=error.code
            ) from None
        sprints.append(sprint)
    return tuple(sprints)


def _words(column: Any, name: str) -> list[str | None]:
    """A column of names; wholly empty is not given, half empty cannot be told apart."""
    if isinstance(column, (str, bytes)) or not hasattr(column, "__iter__"):
        raise InputError(
            f"Column {name} must hold a name for each row, got {column!r}. Repeat it in a list.",
            code="splits-columns",
        )
    words = [None if _missing(word) else str(word).strip() for word in column]
    empty = [row for row, word in enumerate(words) if word is None]
    if empty and len(empty) < len(words):
        raise InputError(
            f"Column {name} must name each row or none, got no name in row {empty[0] + 1}. Fill "
            "it in.",
            code="splits-columns",
        )
    return words


def _missing(word: Any) -> bool:
    if isinstance(word, (float, np.floating)):
        return bool(np.isnan(word))
    return word is None or type(word).__name__ == "NAType" or not str(word).strip()


def _deviations(sd: Any, count: int) -> Floats:
    """One deviation for each of so many times, from one for all or one for each."""
    given = numbers(sd, "Standard deviations")
    spread = fixed(np.full(count, given) if given.ndim == 0 else given, "Standard deviations")
    if len(spread) != count:
        raise InputError(
            f"Each time needs its standard deviation, got {len(spread)} for {count} times. Give one "
            "for all, or one for each.",
            code="splits-sd",
        )
    return spread


def _covariance(values: Any, count: int) -> Floats:
    matrix = fixed(values, "The covariance of split times", dimensions=2)
    if matrix.shape != (count, count):
        raise InputError(
            f"The covariance of {count} times must have shape ({count}, {count}), got "
            f"{matrix.shape}. Give a row and a column for each time.",
            code="splits-covariance",
        )
    scale = float(np.max(np.abs(matrix)))
    if scale > LONGEST_SPRINT_S**2:
        raise InputError(
            f"The covariance of split times must stay below {LONGEST_SPRINT_S**2:g} s², got "
            f"{scale:g}. Times are in seconds.",
            code="splits-covariance",
        )
    if not np.allclose(matrix, matrix.T, rtol=0.0, atol=1e-9 * scale) or (
        np.linalg.eigvalsh(matrix)[0] <= 0.0
    ):
        raise InputError(
            "The covariance of split times must be symmetric and positive definite: no time, and "
            "no difference of times, is exact. Check the matrix.",
            code="splits-covariance",
        )
    return matrix
