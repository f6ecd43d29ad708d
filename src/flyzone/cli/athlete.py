"""``flyzone athlete``: who trains, and in which groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.moments import day
from flyzone.cli.store_options import Database, Who, behind_the_command, reading, writing

if TYPE_CHECKING:
    from flyzone.model import Athlete, Group

app = typer.Typer(name="athlete", rich_markup_mode=None)

_OLDEST_YEARS = 120

Born = Annotated[str | None, typer.Option("--born", help="Birthday, such as 2011-04-03.")]
SexOption = Annotated[str | None, typer.Option("--sex", help="female or male.")]
LevelOption = Annotated[str | None, typer.Option("--level", help="beginner, trained or advanced.")]
Mass = Annotated[float | None, typer.Option("--mass", help="Body mass, kg.")]
Height = Annotated[float | None, typer.Option("--height", help="Height, m.")]
Injury = Annotated[
    list[str] | None,
    typer.Option(
        "--injury", help="Place of an earlier injury, or none; give it again for another."
    ),
]
Lands = Annotated[
    bool | None,
    typer.Option("--lands-well/--not-lands-well", help="Somebody competent saw him land safely."),
]
Kidney = Annotated[bool | None, typer.Option("--kidney-disease/--no-kidney-disease")]
Zone = Annotated[str | None, typer.Option("--zone", help="Time zone, such as Europe/Berlin.")]
Public = Annotated[
    bool | None, typer.Option("--public/--private", help="Whether others may see his marks.")
]
Mas = Annotated[float | None, typer.Option("--mas", help="Maximal aerobic speed, m/s.")]
Note = Annotated[str | None, typer.Option("--note")]


@app.callback(invoke_without_command=True)
@door
def list_(
    context: typer.Context,
    group: Annotated[str | None, typer.Option("--group", help="Only those of this group.")] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """List the athletes, with their groups.

    `add`, `set`, `show`, `group` and `remove` do the rest.
    """
    if context.invoked_subcommand is not None:
        behind_the_command(context)
        return
    from flyzone.wire.athlete import athletes_document

    with reading(database) as store:
        chosen = None if group is None else store.find_group(group).id
        athletes, groups = store.athletes(chosen), store.groups()
    if as_json:
        print_json(athletes_document(athletes, groups, datetime.now().date()))
        return
    for athlete in athletes:
        names = ", ".join(one.name for one in groups if athlete.id in one.athlete_ids)
        show(f"{athlete.name}{f'  ({names})' if names else ''}")
    if not athletes:
        say("Nobody yet. Add somebody with `flyzone athlete add NAME`.")


@app.command()
@door
def add(
    name: Annotated[str, typer.Argument(help="Name of the new athlete.")],
    born: Born = None,
    sex: SexOption = None,
    level: LevelOption = None,
    mass: Mass = None,
    height: Height = None,
    injury: Injury = None,
    lands_well: Lands = None,
    kidney_disease: Kidney = None,
    zone: Zone = None,
    public: Public = None,
    mas: Mas = None,
    note: Note = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Add an athlete. Without a birthday he is treated as a minor."""
    from flyzone.model import Athlete

    given = _fields(
        born=born, sex=sex, level=level, injury=injury, lands_well=lands_well,
        kidney_disease=kidney_disease, zone=zone, public=public, mas=mas, note=note,
    )  # fmt: skip
    athlete = Athlete(str(uuid4()), name, body=_body(None, mass, height), **given)
    with writing(database) as store:
        _alone(athlete, store.athletes())
        saved = store.save(athlete)
    _say(athlete, (), str(saved), as_json)


@app.command("set")
@door
def change(
    name: Who,
    new_name: Annotated[str | None, typer.Option("--name", help="A new name.")] = None,
    born: Born = None,
    sex: SexOption = None,
    level: LevelOption = None,
    mass: Mass = None,
    height: Height = None,
    injury: Injury = None,
    lands_well: Lands = None,
    kidney_disease: Kidney = None,
    zone: Zone = None,
    public: Public = None,
    mas: Mas = None,
    note: Note = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Change an athlete's record; what is not given stays. --injury replaces the list."""
    given = _fields(
        born=born, sex=sex, level=level, injury=injury, lands_well=lands_well,
        kidney_disease=kidney_disease, zone=zone, public=public, mas=mas, note=note,
    )  # fmt: skip
    if new_name is not None:
        given["name"] = new_name
    with writing(database) as store:
        before = store.find_athlete(name)
        athlete = replace(before, body=_body(before, mass, height), **given)
        if new_name is not None:
            _alone(athlete, store.athletes())
        saved = store.save(athlete)
        groups = store.groups()
    _say(athlete, groups, str(saved), as_json)


@app.command("show")
@door
def show_(name: Who, database: Database = None, as_json: AsJson = False) -> None:
    """Show what is known of an athlete."""
    with reading(database) as store:
        athlete, groups = store.find_athlete(name), store.groups()
    _say(athlete, groups, None, as_json)


@app.command()
@door
def group(
    name: Annotated[str, typer.Argument(metavar="GROUP", help="Name of the group.")],
    add_: Annotated[
        list[str] | None, typer.Option("--add", help="An athlete; again for another.")
    ] = None,
    remove_: Annotated[
        list[str] | None, typer.Option("--remove", help="An athlete; again for another.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Put athletes into a group, or take them out; a new name makes a new group."""
    from flyzone.model import Group
    from flyzone.wire.athlete import athletes_document

    with writing(database) as store:
        known = [one for one in store.groups() if one.name.casefold() == name.strip().casefold()]
        before = known[0] if known else Group(str(uuid4()), name)
        gone = {store.find_athlete(one).id for one in remove_ or ()}
        joined = [store.find_athlete(one).id for one in add_ or ()]
        members = tuple(one for one in (*before.athlete_ids, *joined) if one not in gone)
        after = replace(before, athlete_ids=members)
        if after != before or not known:
            store.save(after)
        athletes, groups = store.athletes(after.id), store.groups()
    if as_json:
        print_json(athletes_document(athletes, groups, datetime.now().date()))
    else:
        names = ", ".join(athlete.name for athlete in athletes) or "nobody"
        show(f"{after.name}: {names}")


@app.command()
@door
def remove(
    name: Who,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; without this nothing happens.")
    ] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Remove an athlete and everything that is kept of him. It cannot be taken back."""
    from flyzone.errors import InputError
    from flyzone.model import Athlete

    with writing(database) as store:
        athlete = store.find_athlete(name)
        if not yes:
            raise InputError(
                f"Removing {athlete.name} removes every session, check-in and result of his, and "
                "cannot be taken back. Add --yes, after `flyzone export --all` perhaps.",
                code="remove-unsure",
            )
        store.delete(Athlete, athlete.id)
    if as_json:
        print_json({"removed": athlete.id})
    else:
        show(f"Removed: {athlete.name}")


def _alone(athlete: Athlete, known: Iterable[Athlete]) -> None:
    """Refuses a name by which nobody could be told from another any more."""
    from flyzone.errors import InputError

    def as_read(name: str) -> str:
        # Capitals do not tell names apart, nor does how an accent is put on its letter.
        return unicodedata.normalize("NFC", name).casefold()

    for other in known:
        if other.id != athlete.id and as_read(other.name) == as_read(athlete.name):
            raise InputError(
                f"There is an athlete called {other.name} already ({other.id}). Change his record "
                "with `flyzone athlete set`, or write a name that tells the two apart.",
                code="athlete-twice",
            )


def _fields(**given: Any) -> dict[str, Any]:
    """The fields of an athlete that were named."""
    fields = {"zone": "time_zone", "mas": "mas_m_s", "injury": "injuries"}
    found = {fields.get(key, key): value for key, value in given.items() if value is not None}
    if "born" in found:
        found["born"] = _birthday(found["born"])
    if "injuries" in found:
        places = tuple(dict.fromkeys(found["injuries"]))
        found["injuries"] = () if places == ("none",) else places
    return found


def _birthday(text: str) -> date:
    from flyzone.errors import InputError

    born, today = day(text), datetime.now().date()
    if not 0 <= today.year - born.year <= _OLDEST_YEARS or born > today:
        raise InputError(
            f"A birthday of somebody who trains was expected, got {born}. Check the year.",
            code="athlete-born",
        )
    return born


def _body(before: Athlete | None, mass: float | None, height: float | None) -> Any:
    from flyzone.errors import InputError
    from flyzone.model import Body

    old = None if before is None else before.body
    if mass is None and height is None:
        return old
    mass = mass if mass is not None or old is None else old.mass_kg
    height = height if height is not None or old is None else old.height_m
    if mass is None or height is None:
        raise InputError(
            "Mass and height belong together, and one of them came. Give both --mass (kg) and "
            "--height (m).",
            code="athlete-body",
        )
    return Body(mass, height)


def _say(athlete: Athlete, groups: tuple[Group, ...], saved: str | None, as_json: bool) -> None:
    from flyzone.wire.athlete import athlete_document

    document = athlete_document(athlete, groups, datetime.now().date(), saved)
    if as_json:
        print_json(document)
        return
    for key, value in document["athlete"].items():
        if value not in ([], None):
            show(f"{key}: {_in_words(value)}")
    if athlete.born is None:
        say("No birthday is known: he is treated as a minor.", style="yellow")


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
