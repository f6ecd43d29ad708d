"""Clips: the list, handing one in, the marks, the result."""

from __future__ import annotations

from typing import Final

CLIPS: Final[dict[str, str]] = {
    "clips.title": "Clips",
    "clips.new": "Film or choose a clip",
    "clips.none": "There is no clip yet. Film a sprint from the side, and it is timed here.",
    "clips.megabytes": "{size} MB",
    "clips.kept": "Kept until somebody deletes it",
    "clips.deleted-on": "Deleted on {day}, unless kept",
    "clips.keep-yes": "Keep it",
    "clips.keep-no": "Keep it no longer",
    "clips.squad-of": "Squad {name}",
    "clips.nobodys": "Nobody's",
    "clips.state-still": "A picture for the marks is being made",
    "clips.state-marks": "Marks missing",
    "clips.state-timing": "Being timed",
    "clips.state-drawing": "Timed; pictures are being drawn",
    "clips.state-done": "Timed",
    "clips.state-failed": "Not timed",
    "clip-new.title": "A new clip",
    "clip-new.lead": (
        "Tripod 10 to 25 m beside the lane, in front of the middle of the zone; all cones in the picture; "
        "the highest frame rate that the light allows."
    ),
    "clip-new.whose": "Whose runs does it show?",
    "clip-new.squad": "Squad {name}",
    "clip-new.choose": "Film it now, or choose a clip",
    "clip-new.film": "Film with the camera",
    "clip-new.file": "Choose a file",
    "clip-new.go": "Send it",
    "clip-new.needs-script": (
        "Sending a clip in pieces needs JavaScript, which is off in this browser. Switch it on, or time the "
        "clip on a computer with flyzone time."
    ),
    "clip-new.kept-days": (
        "Clips are deleted after {days} days unless somebody keeps them. Only who may see these athletes "
        "sees the clip."
    ),
    "clip-new.original": "Send the original, not a copy that was made smaller",
    "clip-new.original-why": (
        "A copy made for a messenger has fewer frames and other times; the error grows, or the clip is "
        "refused."
    ),
    "clip-new.original-iphone": (
        "iPhone: film in Slo-mo or at 60 frames a second. Both High Efficiency (HEVC) and Most Compatible "
        "can be read. In the choice of photos, tap Options and choose Current, not Compatible; or save "
        "the clip to Files first and choose it from there, which leaves it as it was filmed. Sent from "
        "another phone: by AirDrop with All Photos Data on, never by a messenger."
    ),
    "clip-new.original-android": (
        "Android: choose the clip with the file manager, or share it as a file or document; sharing it "
        "as a video in a messenger makes it smaller."
    ),
    "marks.title": "Marks",
    "marks.waiting": "A picture of the clip is being made for the marks.",
    "marks.typed-lead": "Type the pixel of each mark below, or switch JavaScript on to tap them.",
    "marks.picture": "Picture of the clip. Enter puts the next mark into its middle; arrow keys move.",
    "marks.tools": "Picture and marks",
    "marks.closer": "Closer",
    "marks.farther": "Farther",
    "marks.whole": "Whole",
    "marks.undo": "Undo",
    "marks.hint-tap": "Tap mark {mark}",
    "marks.hint-move": "Mark {mark}: drag it to correct it",
    "marks.hint-done": "All marks are there. Drag one to correct it.",
    "marks.help": "How to tap them",
    "marks.help-text": (
        "Tap where each cone or mark touches the ground, in the order asked for. Spread two fingers to see "
        "it larger. A mark that is dragged follows the finger, and the round glass shows what lies under "
        "it. Near is the line on your side of the lane."
    ),
    "marks.help-keys": (
        "Keys: Tab goes from mark to mark, arrow keys move a mark by one pixel (Shift: ten, Alt: a fifth), "
        "+ and - come closer and go back, Enter puts the next mark into the middle, Ctrl+Z undoes."
    ),
    "marks.place": "Camera place",
    "marks.place-use": "Use its marks",
    "marks.place-none": "none, I tap them",
    "marks.matched-sure": "{name} was recognised: its marks are in the picture. Look at each and confirm.",
    "marks.matched-doubtful": (
        "{name} was recognised, but the camera stood elsewhere or little of the picture agrees: its marks "
        "may be off by much. Drag each to where it belongs."
    ),
    "marks.matched-not": "{name} was not recognised in this clip. Tap the marks.",
    "marks.miss": "{px} px off the fit",
    "marks.camera": (
        "By these marks the camera stood {distance} m beside the lane and {height} m above the ground."
    ),
    "marks.zone": "Zone",
    "marks.zone-from": "From (m)",
    "marks.zone-to": "To (m)",
    "marks.lane-width": "Between the lines (m)",
    "marks.height": "Athlete's height (m)",
    "marks.height-help": "May stay empty. It places the drawn path.",
    "marks.rows": "Marks",
    "marks.pattern-4": "Four marks: both lines at both ends",
    "marks.pattern-6": "Six marks: the middle as well",
    "marks.name-start-near": "start, near line",
    "marks.name-start-far": "start, far line",
    "marks.name-end-near": "end, near line",
    "marks.name-end-far": "end, far line",
    "marks.name-middle-near": "middle, near line",
    "marks.name-middle-far": "middle, far line",
    "marks.name-other": "{x} m, {y} m",
    "marks.numbers": "As numbers",
    "marks.pixel_x": "Pixel to the right",
    "marks.pixel_y": "Pixel down",
    "marks.lane_x": "Along the lane (m)",
    "marks.lane_y": "Across (m)",
    "marks.more": "How well it is known",
    "marks.lateral-sd": "Runner across the lane, give or take (m)",
    "marks.lateral-sd-help": "0.10 for somebody who keeps to the middle of the lane.",
    "marks.mark-sd": "Cones, give or take (m)",
    "marks.mark-sd-help": "0.01 with a tape on lines that were painted.",
    "marks.capture-fps": "Frames a second when filmed",
    "marks.capture-fps-help": "Only for a clip that was saved as slow motion.",
    "marks.save-as": "Keep as camera place",
    "marks.save-as-help": (
        "A name such as Stadium, third row. Next time its marks are found by themselves. Numbers are "
        "kept, no picture."
    ),
    "marks.anyway": "Time it as it is; the mark named above is left out",
    "marks.go": "Time the clip",
    "marks.other-frame": "The cones are hidden in this picture",
    "marks.frame": "Take frame number",
    "marks.frame-help": "0 is the first. Marks already tapped are lost.",
    "marks.frame-go": "Take it",
    "marks.no-number": "{field}: a number was expected, got {given}. Correct it.",
    "clip.reload": "Look again",
    "clip.marks-missing": "The marks are missing: tap them, and the clip is timed.",
    "clip.marks-set": "Tap the marks",
    "clip.marks-correct": "Correct a mark and time anew",
    "clip.runs": "Runs: {count}",
    "clip.no-runs": "Nobody was timed. Why, is said below.",
    "clip.nobody": "nobody named",
    "clip.sent": "is rep {rep} of {day}",
    "clip.speed": "{speed} ± {error}",
    "clip.zone": "over {zone}",
    "clip.changed": "Before it was {before} {error}: {change} with the new marks.",
    "clip.changed-slower": "{difference} slower",
    "clip.changed-faster": "{difference} faster",
    "clip.changed-new": "This run was not there before.",
    "clip.order": "Who ran",
    "clip.order-skip": "Did not run",
    "clip.order-swap": "Swap with next",
    "clip.order-repeat": "Ran again",
    "clip.order-undo": "Take that back",
    "clip.who": "Who ran",
    "clip.who-go": "Name",
    "clip.splits": "Splits",
    "clip.splits-caption": "± is one standard deviation.",
    "clip.split-from": "From–to",
    "clip.split-time": "Time",
    "clip.split-speed": "Speed",
    "clip.budget": "Where the error comes from",
    "clip.budget-text": "Bars show shares of the variance; the squares of the errors add up.",
    "clip.source-marks": "taps of the marks",
    "clip.source-cones": "places of the cones",
    "clip.source-camera": "what the marks leave open of the camera",
    "clip.source-lateral place": "runner across the lane",
    "clip.source-tracking": "finding the trunk",
    "clip.source-sway": "sway of the trunk in a step",
    "clip.source-rolling shutter": "rolling shutter",
    "clip.source-frame clock": "clock of the frames",
    "clip.source-camera motion": "motion of the camera",
    "clip.path": "Path",
    "clip.path-alt": "Place of the trunk along the lane over time, from {entry} to {exit} in the zone",
    "clip.path-time": "seconds in the clip",
    "clip.path-place": "metres along the lane",
    "clip.send": "Send it to a session",
    "clip.send-to": "Session and rep",
    "clip.send-new": "a new session of {day}",
    "clip.send-rep": "{moment}: a new rep",
    "clip.send-replace": "{moment}: rep {rep}, {time}",
    "clip.run-in": "Run-in before the zone (m)",
    "clip.send-go": "Send",
    "clip.send-again": "Send again",
    "clip.warnings": "What to know about these times",
    "clip.not-measured": "Not measured: {quantity}.",
    "clip.earlier": "Earlier timings of this clip",
    "clip.earlier-text": "They stay, with the marks that they were made with.",
    "clip.earlier-one": "{moment}: {times}",
    "clip.pictures": "Pictures",
    "clip.overlay": "The clip with zone, path and clock drawn in",
    "clip.overlay-waiting": "The drawn clip is being made.",
    "clip.overlay-failed": "The drawn clip could not be made: {why}",
    "clip.faces-shown": "Faces are to be seen here. For others, make a copy below.",
    "clip.photo-finish": "Photo finish",
    "clip.photo-finish-text": "What passed each line, moment by moment.",
    "clip.photo-finish-alt": "Photo finish of every run at both lines of the zone",
    "clip.share": "A copy for others",
    "clip.share-text": (
        "In a copy that leaves this app faces are turned into coarse blocks. No program finds every face: "
        "heads are known from the timing and from motion, and nothing here recognises a face. Look at the "
        "copy before you publish it."
    ),
    "clip.hide-all": "Everything above the knees but the runner's body (who stands by is hidden too)",
    "clip.hide-moving": "Only heads that move (who stands still, or hardly moves, stays to be seen)",
    "clip.share-go": "Make the copy",
    "clip.share-waiting": "The copy is being made.",
    "clip.share-failed": "The copy could not be made: {why}",
    "clip.shared": "The copy with faces hidden",
    "clip.seen": "I looked at it: nobody can be recognised who did not agree",
    "clip.shared-download": "Save the film",
    "clip.shared-finish-download": "Save the photo finish",
    "clip.form-later": "Steps, faults and the kinogram come with form analysis, which is not there yet.",
    "clip.file": "The clip",
    "clip.about": "{width} x {height} pixels, {fps} frames a second, {duration}, {size} MB",
    "clip.about-size": "{size} MB",
    "clip.original": "Save the original",
    "clip.delete": "Delete the clip",
    "clip.delete-text": "The film and its pictures go for good. Times that were kept stay.",
    "clip.delete-go": "Delete it",
}
