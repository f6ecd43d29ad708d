"""Timing a clip on the phone itself."""

from __future__ import annotations

from typing import Final

CLIP_TIMER: Final[dict[str, str]] = {
    "clip-timer.title": "Time a clip on this phone",
    "clip-timer.file": "Film the run, or choose a clip",
    "clip-timer.film": "The clip, frame by frame",
    "clip-timer.position": "Place in the clip",
    "clip-timer.back-10": "Ten frames back",
    "clip-timer.back": "One frame back",
    "clip-timer.on": "One frame on",
    "clip-timer.on-10": "Ten frames on",
    "clip-timer.first": "Trunk at the first line",
    "clip-timer.second": "Trunk at the second line",
    "clip-timer.cones": "Cones stand",
    "clip-timer.cones-both": "on both sides of the lane (tap when he is between them)",
    "clip-timer.cones-near": "on the line nearer to the camera",
    "clip-timer.cones-far": "on the line farther away",
    "clip-timer.camera": "From the camera to the middle of the lane (m)",
    "clip-timer.slowed": "Does the film show him in slow motion?",
    "clip-timer.slowed-no": "no, at real speed",
    "clip-timer.take": "Take this time",
    "clip-timer.cancel": "Close",
    "clip-timer.unplayable": (
        "This browser cannot play the clip. Film in the most compatible format (H.264), or "
        "send the clip: the server times it."
    ),
    "clip-timer.not-exact": (
        "This browser does not tell which frame it shows: each tap may be a frame off."
    ),
    "clip-timer.same-frame": "Both taps are on one frame. Step to where he crosses the other line.",
    "clip-timer.frame-rate": "The frame rate of this clip is not known.",
    "clip-timer.too-fast": (
        "That is faster than any human. Check the taps, the length of the zone, and slow motion."
    ),
    "clip-timer.too-slow": (
        "That is slower than a sprint. Is the film in slow motion? Then say how much."
    ),
    "clip-timer.camera-distance": (
        "With cones on one side only, the time depends on the distance of the camera. Pace it"
        " out and type it in."
    ),
    "clip-timer.source-frames": "frames",
    "clip-timer.source-eye": "eye",
    "clip-timer.source-place": "place in the lane",
}
