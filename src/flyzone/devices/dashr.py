"""Dashr, exported as a table.

Nothing is published about its columns; read is what the headings say in words.
"""

from __future__ import annotations

from flyzone.devices.tables.gate_export import GateExport

FORMAT = GateExport("dashr", "Dashr", ("dashr",)).format()
