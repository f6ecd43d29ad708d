"""Swift and Fusion Sport SmartSpeed, exported as a table.

Nothing is published about its columns; read is what the headings say in words.  Exports of VALD,
which has taken SmartSpeed over, are read by `vald`.
"""

from __future__ import annotations

from flyzone.devices.tables.gate_export import GateExport

FORMAT = GateExport(
    "smartspeed",
    "Swift / Fusion Sport SmartSpeed",
    ("smartspeed", "smart speed", "fusion sport", "swift performance"),
).format()
