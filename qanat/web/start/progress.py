"""What a new organisation has done of the first things there are to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.access.public import User, list_users
from qanat.capture.public import list_forms, sample_run
from qanat.kernel import clock
from qanat.platform.actor import Actor
from qanat.platform.organisation import the_organisation
from qanat.platform.statements import fetch
from qanat.web.navigation import address_of


@dataclass(frozen=True, kw_only=True)
class FirstThing:
    """One of the first things to do."""

    label: str | Promise
    url: str
    done: bool


def progress(actor: Actor) -> Sequence[FirstThing]:
    """The first things to do, done or not; none for whoever does not set things up, or has hidden them."""
    if not actor.may("settings.change") or not actor.user_id:
        return ()
    organisation = the_organisation()
    if organisation.checklist_hidden:
        return ()
    user = User.objects.get(pk=actor.user_id)
    people = fetch("SELECT EXISTS (SELECT FROM person WHERE deleted_at IS NULL)")[0][0]
    things: tuple[FirstThing, ...] = (
        FirstThing(
            label=_("Set up the organisation"),
            url=address_of("start:start"),
            done=organisation.set_up_at is not None,
        ),
        FirstThing(label=_("Bring in the first lead"), url=address_of("imports:new"), done=people),
        FirstThing(
            label=_("Add a colleague"),
            url=address_of("settings:users"),
            done=len(list_users(actor, limit=2)) > 1,
        ),
        FirstThing(
            label=_("Share a form"),
            url=address_of("forms:forms"),
            done=bool(list_forms(actor, now=clock.now(), limit=1)),
        ),
        FirstThing(
            label=_("Turn on the second step of signing in"),
            url=address_of("mfa_index"),
            done=is_mfa_enabled(user),
        ),
    )
    sample = sample_run()
    if sample is not None:
        url = address_of("imports:run", sample.id)
        things = (*things, FirstThing(label=_("Remove the sample data"), url=url, done=False))
    return () if all(thing.done for thing in things) else things
