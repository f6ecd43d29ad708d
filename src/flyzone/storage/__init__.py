"""The store: everything that is kept, in SQLite or PostgreSQL; no other room knows SQL.

`open_store` opens it; `Store.reading` and `Store.writing` open it in the name of a `Viewer`, who sees
what is his to see.
"""

from flyzone.storage.accounts import Accounts, Invitation, Login, Token, viewer_of
from flyzone.storage.address import default_url
from flyzone.storage.audit import AuditEntry
from flyzone.storage.board import BoardTime
from flyzone.storage.everything import Imported, export_all, import_all
from flyzone.storage.files import ClipFiles
from flyzone.storage.ids import imported_id, rep_id_of, session_id_of
from flyzone.storage.queue import Job, Queue
from flyzone.storage.reading import Reader
from flyzone.storage.results import StoredResult
from flyzone.storage.squad import GroupLine, SessionLine
from flyzone.storage.store import Store, open_store
from flyzone.storage.uploads import Upload
from flyzone.storage.viewer import Viewer
from flyzone.storage.writing import Outcome, Writer

__all__ = [
    "Accounts",
    "AuditEntry",
    "BoardTime",
    "ClipFiles",
    "GroupLine",
    "Imported",
    "Invitation",
    "Job",
    "Login",
    "Outcome",
    "Queue",
    "Reader",
    "SessionLine",
    "Store",
    "StoredResult",
    "Token",
    "Upload",
    "Viewer",
    "Writer",
    "default_url",
    "export_all",
    "import_all",
    "imported_id",
    "open_store",
    "rep_id_of",
    "session_id_of",
    "viewer_of",
]
