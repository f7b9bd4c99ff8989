"""`qanat score`: score people, and try, change and activate the rules that do it."""

from typing import Annotated

import orjson
import typer

from qanat.flows.public import rescore_everybody, score_and_qualify, switch_model
from qanat.kernel.clock import now
from qanat.kernel.email import normal_email
from qanat.kernel.errors import Invalid, NotFound
from qanat.people.public import person_by_key
from qanat.platform.actor import system_actor
from qanat.project.command.output import progress, show
from qanat.project.command.plumbing import AsJson, django_ready
from qanat.scoring.public import (
    RuleDraft,
    active_model,
    add_rule,
    copy_model,
    delete_rule,
    explanation,
    list_models,
    list_rules,
    preview_model,
    score_of,
)

COMMAND = system_actor("command")

command = typer.Typer(
    help="Score people, and change the rules that do it (docs/scoring.md).", no_args_is_help=True
)
Model = Annotated[int, typer.Argument(help="The number of the model.")]


@command.command("all")
def score_all(*, as_json: AsJson = False) -> None:
    """Score everybody anew, and qualify whoever reaches the threshold."""
    with django_ready(), progress("Scoring everybody", None):
        done = rescore_everybody(actor=COMMAND, now=now())
    show(done, as_json=as_json)


@command.command("person")
def score_person(
    email: Annotated[str, typer.Argument(help="The person's e-mail.")], *, as_json: AsJson = False
) -> None:
    """Score one person anew, and say why, rule by rule."""
    with django_ready():
        person_id = person_by_key("email", normal_email(email), COMMAND)
        score_and_qualify([person_id], now=now())
        score = score_of(person_id, COMMAND)
        if score is None:
            raise NotFound("score of person", email)
        told = {
            "fit": score.fit,
            "engagement": score.engagement,
            "total": score.total,
            "band": score.band,
            "explanation": [
                {
                    "rule": line.rule,
                    "points": line.points,
                    "group": line.group.value,
                    "sentence": line.sentence,
                    "evidence": [
                        {"sentence": reason.sentence, "held": reason.held}
                        for reason in line.evidence
                    ],
                }
                for line in explanation(person_id, COMMAND, evidence=True)
            ],
        }
        show(told, as_json=as_json)


@command.command("models")
def models(*, as_json: AsJson = False) -> None:
    """List the score models, the active one first."""
    with django_ready():
        show({"models": list_models(COMMAND)}, as_json=as_json)


@command.command("rules")
def rules(
    model: Annotated[int, typer.Option(help="A model's number; the active one without.")] = 0,
    *,
    as_json: AsJson = False,
) -> None:
    """List the rules of a model, each with its sentence."""
    with django_ready():
        chosen = model or _active()
        show({"model": chosen, "rules": list_rules(chosen, COMMAND)}, as_json=as_json)


@command.command("copy")
def copy(
    name: Annotated[str, typer.Argument(help="A name for the copy.")],
    *,
    model: Annotated[int, typer.Option(help="A model's number; the active one without.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Copy a model as a draft that can be changed."""
    with django_ready():
        draft = copy_model(model or _active(), name=name, actor=COMMAND, now=now())
        show({"model": draft.pk, "name": draft.name}, as_json=as_json)


@command.command("add")
def add(
    model: Model,
    name: Annotated[str, typer.Argument(help="A name for the rule.")],
    group: Annotated[str, typer.Argument(help="explicit, implicit or negative.")],
    points: Annotated[int, typer.Argument(help="Above zero; below zero in negative.")],
    criteria: Annotated[str, typer.Argument(help="Criteria as JSON, see docs/criteria.md.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Add a rule to a draft. Put -- before points below zero."""
    try:
        asked = orjson.loads(criteria)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"The criteria are not JSON: {error}.", ("criteria",)) from error
    with django_ready():
        draft = RuleDraft(name=name, group=group, criteria=asked, points=points)
        show({"rule": add_rule(model, draft, actor=COMMAND).pk}, as_json=as_json)


@command.command("remove")
def remove(
    rule: Annotated[int, typer.Argument(help="The number of the rule.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Take a rule away from a draft."""
    with django_ready():
        delete_rule(rule, actor=COMMAND)
        show({"removed": rule}, as_json=as_json)


@command.command("preview")
def preview(model: Model, *, as_json: AsJson = False) -> None:
    """Count who would move if the model were activated; nothing is written."""
    with django_ready(), progress("Trying the model", None):
        found = preview_model(model, at=now(), actor=COMMAND)
    told = {
        "people": found.people,
        "up": found.up,
        "down": found.down,
        "changing_band": found.changing_band,
        "newly_qualified": found.newly_qualified,
        "no_longer_qualified": found.no_longer_qualified,
        "moves": [
            {"from": before, "to": after, "people": number}
            for (before, after), number in found.moves.items()
        ],
    }
    show(told, as_json=as_json)


@command.command("activate")
def activate(model: Model, *, as_json: AsJson = False) -> None:
    """Make the model the one that counts, and score everybody by it."""
    with django_ready(), progress("Scoring everybody", None):
        done = switch_model(model, actor=COMMAND, now=now())
    show(done, as_json=as_json)


def _active() -> int:
    found = active_model(COMMAND)
    if found is None:
        raise NotFound("active", "score model")
    return found.id
