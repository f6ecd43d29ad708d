"""``flyzone rules``: every rule with its evidence, and a coach's changes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.store_options import Database, behind_the_command, reading, writing

if TYPE_CHECKING:
    from flyzone.errors import InputError
    from flyzone.training.rules import RuleBook

app = typer.Typer(name="rules", rich_markup_mode=None)

Rule = Annotated[str, typer.Argument(help="Key of the rule, as `flyzone rules` shows it.")]


@app.callback(invoke_without_command=True)
@door
def list_(
    context: typer.Context,
    rule: Annotated[str | None, typer.Option("--rule", help="Only this rule, in full.")] = None,
    athlete: Annotated[
        str | None, typer.Option("--athlete", help="As they hold for this athlete.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """List the rules: when each speaks, what it advises, how well founded it is, its numbers.

    `set` and `reset` change them.
    """
    if context.invoked_subcommand is not None:
        behind_the_command(context)
        return
    from flyzone.training.rules import STANDARD
    from flyzone.wire.rules import rules_document
    from flyzone.workflows.one_athlete import book_of

    name, book = None, STANDARD
    if athlete is not None:
        with reading(database) as store:
            found = store.find_athlete(athlete)
            name, book = found.name, book_of(store, found.id)
    if rule is not None and rule not in book.rules:
        raise _unknown(rule)
    if as_json:
        print_json(rules_document(book, name, rule))
    else:
        _show(book, rule)


@app.command("set")
@door
def change(
    rule: Rule,
    threshold: Annotated[str, typer.Argument(help="Which of its numbers.")],
    value: Annotated[float, typer.Argument(help="The new value, in its unit.")],
    by: Annotated[str, typer.Option("--by", help="Who changes it.")],
    athlete: Annotated[str | None, typer.Option("--athlete", help="For this athlete.")] = None,
    group: Annotated[str | None, typer.Option("--group", help="For this group.")] = None,
    why: Annotated[str, typer.Option("--why", help="Why.")] = "",
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Change a number of a rule for an athlete, a group, or everybody in the store."""
    from flyzone.model import RuleChange
    from flyzone.training.rules import STANDARD
    from flyzone.wire.reason import change_document

    with writing(database) as store:
        made = RuleChange(
            str(uuid4()),
            rule,
            threshold,
            value,
            by,
            datetime.now().astimezone(),
            None if group is None else store.find_group(group).id,
            None if athlete is None else store.find_athlete(athlete).id,
            why,
        )
        STANDARD.check(made)
        store.save(made)
    if as_json:
        print_json(change_document(made))
    else:
        limits = STANDARD.rules[rule].thresholds[threshold]
        show(f"{limits.what}: {value:g} {limits.unit} (flyzone's own: {limits.value:g}).")


@app.command()
@door
def reset(
    rule: Rule,
    athlete: Annotated[str | None, typer.Option("--athlete", help="For this athlete.")] = None,
    group: Annotated[str | None, typer.Option("--group", help="For this group.")] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Take back what was changed in a rule for an athlete, a group, or everybody."""
    from flyzone.model import RuleChange
    from flyzone.training.rules import STANDARD

    if group is not None and athlete is not None:
        raise typer.BadParameter("Take back for a group or for an athlete, one of them.")
    with writing(database) as store:
        whom = (
            None if group is None else store.find_group(group).id,
            None if athlete is None else store.find_athlete(athlete).id,
        )
        gone = [
            one
            for one in store.rule_changes()
            if one.rule == rule and (one.group_id, one.athlete_id) == whom
        ]
        # Of a rule that flyzone no longer has, an old change can still be taken back.
        if not gone and rule not in STANDARD.rules:
            raise _unknown(rule)
        for one in gone:
            store.delete(RuleChange, one.id)
    if as_json:
        print_json({"removed": [one.id for one in gone]})
    elif gone:
        show(f"{len(gone)} change{'s' * (len(gone) != 1)} of {rule} taken back.")
    else:
        say(f"Nothing was changed in {rule} there.")


def _unknown(rule: str) -> InputError:
    from flyzone.errors import InputError

    return InputError(
        f"There is no rule called {rule!r}. `flyzone rules` shows them.", code="rule-unknown"
    )


def _show(book: RuleBook, only: str | None) -> None:
    for rule in book.rules.values():
        if only not in (None, rule.key):
            continue
        show(f"{rule.key}  [{rule.evidence}]")
        show(f"  {rule.condition} {rule.advice}")
        for name, limits in rule.thresholds.items():
            value, change = book.value(rule.key, name), book.changes.get((rule.key, name))
            own = "" if change is None else f" (changed by {change.by}; flyzone's {limits.value:g})"
            show(
                f"  {name}: {value:g} {limits.unit}{own}; {limits.low:g} to {limits.high:g} allowed"
            )
        if only is not None:
            show(f"  source: {rule.source}")
        if rule.caveat:
            show(f"  ({rule.caveat})")
