"""The athlete: who he is, who sees what, export and deletion."""

from __future__ import annotations

from typing import Final

PROFILE: Final[dict[str, str]] = {
    "profile.title": "Athlete: {name}",
    "profile.age": "{years} years",
    "profile.privacy": "Who sees these data",
    "profile.sees-athlete": "is this athlete: sees and enters everything of their own",
    "profile.sees-guardian": "is a guardian: sees everything of this athlete",
    "profile.sees-coach": "coaches a group with this athlete: sees everything of this athlete",
    "profile.sees-owner": "owns this store: sees everything in it, makes accounts and backups",
    "profile.devices": "devices logged in: {devices}; last used {moment}",
    "profile.groups": (
        "Members of {groups} see only their own data; their coach and the projector in training show "
        "names and times of everybody in the group."
    ),
    "profile.on-board": "On public boards as “{name}”.",
    "profile.off-board": "On no public board.",
    "profile.clips": (
        "Clips are deleted after 30 days unless somebody keeps them. A film of a whole squad is seen by its "
        "coach, not by its members. Nothing is sent to anybody else: all of it lies on the computer that "
        "runs flyzone, and in its owner's backups."
    ),
    "profile.my-devices": "My devices and password",
    "profile.who": "Who it is",
    "profile.name": "Name",
    "profile.born": "Born",
    "profile.born-help": "Whoever's age is not known is treated as a minor.",
    "profile.sex": "Sex",
    "profile.sex-female": "female",
    "profile.sex-male": "male",
    "profile.level": "Level",
    "profile.level-beginner": "beginner: less than a season of sprint training",
    "profile.level-trained": "trained",
    "profile.level-advanced": "advanced: several years, and competing",
    "profile.mass": "Mass (kg)",
    "profile.height": "Height (m)",
    "profile.mas": "Maximal aerobic speed (m/s)",
    "profile.mas-help": "From a field test; needed for the speed reserve.",
    "profile.time-zone": "Time zone",
    "profile.time-zone-help": "Such as Europe/Berlin; without it the server's.",
    "profile.injuries": "Earlier injuries that advice must mind",
    "profile.lands-well": "Somebody competent saw safe landings from a box",
    "profile.kidney": "Kidney disease",
    "profile.note": "Note (whoever sees this athlete reads it)",
    "profile.not-known": "not known",
    "profile.answer-yes": "yes",
    "profile.answer-no": "no",
    "profile.locked": "Your coach or guardian changes this.",
    "profile.keep": "Keep",
    "profile.export": "Take everything away",
    "profile.export-lead": (
        "One archive with all records, the reps as a table for any spreadsheet, and the clips and pictures "
        "of this athlete alone."
    ),
    "profile.export-go": "Download everything",
    "profile.delete": "Delete",
    "profile.delete-lead": (
        "Deletes all records, clips and pictures, films of a squad in whose order this athlete stands, the "
        "account, and the name wherever it stands whole. Backups forget within 30 days. A line without a "
        "name stays in the trail: that somebody was deleted, and when. Films of a squad without an order, "
        "and nicknames, nobody but people can find: look for them first."
    ),
    "profile.delete-open": "Delete this athlete ...",
    "profile.delete-type": "Type the name to confirm: {name}",
    "profile.delete-go": "Delete for good",
}
