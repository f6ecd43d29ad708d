"""Who am I: for scripts that were away for a while and need to know whether they may still send."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from flyzone.web.asking import Known

router = APIRouter(tags=["account"])


class Me(BaseModel):
    """Who is logged in.

    Attributes
    ----------
    account_id, name, role : str
    csrf : str
        What a request that changes something brings as ``X-CSRF-Token``; empty for a token.
    now : str
        The server's clock, ISO 8601.
    """

    account_id: str
    name: str
    role: str
    csrf: str = Field(description="send it as X-CSRF-Token; empty where a token asks")
    now: str


@router.get("/me")
def me(asking: Known) -> Me:
    """Who is logged in, and what his next request must bring."""
    assert asking.account is not None
    return Me(
        account_id=asking.account.id,
        name=asking.account.name,
        role=asking.account.role,
        csrf="" if asking.login is None else asking.login.csrf,
        now=asking.now.isoformat(),
    )
