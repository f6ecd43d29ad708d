"""Profile every sprint of a file: athletes are compared with each other, and one bad one harms none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike

from flyzone.devices.format import ReadOptions
from flyzone.errors import FlyzoneError, InputError
from flyzone.model import FailedSprint, FittedSprint, Notice, Sprint
from flyzone.training.profile_meaning import Peers
from flyzone.workflows.fit_sprint import ProfileOptions, SprintFit, fit_sprint
from flyzone.workflows.profile_sprint import profile_fitted
from flyzone.workflows.profiled_sprint import ProfiledSprint
from flyzone.workflows.sprints_of_file import TIMED_CLIP, SprintsOfFile, sprints_of_file

FileLike = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class ProfiledFile:
    """The profiles of a file.

    Attributes
    ----------
    profiles : tuple of ProfiledSprint
    failed : tuple of FailedSprint
    notices : tuple of Notice
        Of the file as a whole.
    """

    profiles: tuple[ProfiledSprint, ...]
    failed: tuple[FailedSprint, ...]
    notices: tuple[Notice, ...]


def profile_file(
    path: FileLike,
    options: ProfileOptions | None = None,
    *,
    reading: ReadOptions | None = None,
    dialect: str | None = None,
    athlete: str | None = None,
    peers: FileLike | None = None,
    earlier: FileLike | None = None,
    in_situ: bool = False,
) -> ProfiledFile:
    """Profile every sprint that a file holds.

    Parameters
    ----------
    path : path
        Split times, a trace, a device's export, or the document of ``flyzone time --json``.
    options : ProfileOptions, optional
    reading : ReadOptions, optional
        What the file does not say itself, such as where the gates stood.
    dialect : str, optional
        Its format, where that must be told.
    athlete : str, optional
        Profile this athlete only; the others are still his peers.
    peers, earlier : path, optional
        Sprints of athletes to compare with, and of the same athletes at earlier times.
    in_situ : bool
        Take all traces of an athlete as one cloud of many sprints.

    Returns
    -------
    ProfiledFile

    Raises
    ------
    InputError
        If a file cannot be used, or holds no such athlete.
    FlyzoneError
        Of the only sprint, where the file holds one and it cannot be profiled.
    """
    how = options or ProfileOptions()
    found = sprints_of_file(path, reading, dialect, in_situ=in_situ)
    if athlete is not None:
        _must_hold(found, athlete)
    fitted = _fit_all(found.sprints, how)
    others, before = (
        [] if one is None else _fit_all(sprints_of_file(one, reading, in_situ=in_situ).sprints, how)
        for one in (peers, earlier)
    )
    group = _one_each([*fitted, *others])

    chosen = [one for one in fitted if athlete in (None, one.sprint.athlete)]
    profiles: list[ProfiledSprint] = []
    failed: list[FailedSprint] = []
    for one in chosen:
        sprint = one.sprint
        try:
            history = _history_of(sprint.athlete, before, alone=len(chosen) == 1)
            options_of = _with_body(sprint, how, found)
            profiles.append(profile_fitted(sprint, one.found(), options_of, group, history))
        except FlyzoneError as error:
            if len(chosen) == 1:
                raise
            failed.append(FailedSprint(sprint.athlete, sprint.run, error.code, error.message))
    if not profiles:
        first = failed[0]
        raise InputError(
            f"None of the {len(failed)} sprints could be profiled. The first "
            f"({first.athlete or 'no name'}): {first.message}",
            code=first.code,
        )
    notices = (
        *found.notices,
        *_left_out(others, "peers", "to compare with"),
        *_left_out(before, "earlier", "from earlier"),
        *_shared_body(found, how),
    )
    return ProfiledFile(tuple(profiles), tuple(failed), notices)


def _for(sprint: Sprint, how: ProfileOptions) -> ProfileOptions:
    """The options for one sprint: a clip's clock and cones know nothing of the start."""
    if sprint.origin == TIMED_CLIP and how.correction == "none":
        return replace(how, correction="time-distance")
    return how


def _with_body(sprint: Sprint, how: ProfileOptions, found: SprintsOfFile) -> ProfileOptions:
    """The options with the athlete's own body, where the file states it and the user does not."""
    body = found.bodies.get(sprint.athlete or "")
    if how.body is not None or body is None:
        return how
    return replace(how, mass_kg=body.mass_kg, height_m=body.height_m)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A sprint with its fit, or with the reason why there is none."""

    sprint: Sprint
    fit: SprintFit | None = None
    error: FlyzoneError | None = None

    def found(self) -> SprintFit:
        """The fit; raises the reason where there is none."""
        if self.fit is None:
            raise self.error or AssertionError("neither a fit nor a reason")
        return self.fit


def _fit_all(sprints: Sequence[Sprint], how: ProfileOptions) -> list[_Fitted]:
    fitted = []
    for sprint in sprints:
        try:
            fitted.append(_Fitted(sprint, fit_sprint(sprint, _for(sprint, how))))
        except FlyzoneError as error:
            fitted.append(_Fitted(sprint, error=error))
    return fitted


def _must_hold(found: SprintsOfFile, athlete: str) -> None:
    names = sorted({one.athlete for one in found.sprints if one.athlete})
    if athlete not in names:
        raise InputError(
            f"The file holds nobody called {athlete!r}. It holds "
            f"{', '.join(names[:12]) or 'no names'}. Write the name as it stands there.",
            code="profile-athlete",
        )


def _one_each(fitted: Sequence[_Fitted]) -> Peers:
    """One fit of each kind for each named athlete: of several runs the middle one by top speed.

    The best one would be the luckiest too, and a lucky top speed takes from the acceleration.
    """
    runs: dict[tuple[str, str, str], list[FittedSprint]] = {}
    for one in fitted:
        name = one.sprint.athlete
        if name is not None and one.fit is not None:
            fit = one.fit.fit
            runs.setdefault((name, fit.input, fit.correction), []).append(fit)
    middle = [sorted(fits, key=lambda fit: fit.mss)[len(fits) // 2] for fits in runs.values()]
    return Peers.of(middle, [name for name, _, _ in runs])


def _history_of(
    athlete: str | None, before: Sequence[_Fitted], *, alone: bool
) -> tuple[FittedSprint, ...]:
    """His earlier fits; those without a name are his where only one sprint is profiled."""
    whose = (athlete, None) if alone else (athlete,)
    return tuple(
        one.fit.fit for one in before if one.fit is not None and one.sprint.athlete in whose
    )


def _left_out(fitted: Sequence[_Fitted], code: str, whose: str) -> tuple[Notice, ...]:
    """Sprints of another file that could not be fitted: they are missing in the comparison."""
    errors = [one.error for one in fitted if one.error is not None]
    if not errors:
        return ()
    message = (
        f"{len(errors)} of the {len(fitted)} sprints {whose} could not be fitted and were left out. "
        f"The first: {errors[0].message}"
    )
    return (Notice(f"{code}-left-out", message),)


def _shared_body(found: SprintsOfFile, how: ProfileOptions) -> tuple[Notice, ...]:
    athletes = {sprint.athlete for sprint in found.sprints}
    if how.body is None or len(athletes) < 2:
        return ()
    return (
        Notice(
            "one-body-for-all",
            f"{how.body.mass_kg:g} kg and {how.body.height_m:g} m were used for all "
            f"{len(athletes)} athletes of the file. Profile them one by one (--athlete) with "
            "their own.",
        ),
    )
