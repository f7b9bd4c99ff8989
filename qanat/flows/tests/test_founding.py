import secrets
from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate

from qanat.access.models import ApiToken, User
from qanat.access.public import RoleName, actor_of_token, permissions_of
from qanat.flows.founding import found
from qanat.kernel.errors import Conflict, Invalid
from qanat.pipeline.public import list_pipelines
from qanat.platform.actor import system_actor
from qanat.platform.models import Organisation
from qanat.routing.public import list_pools
from qanat.scoring.public import active_model

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_an_empty_installation_gets_an_admin_who_may_do_everything(db, rf):
    founded = found(now=NOW, organisation="Noor", email="Ada@example.com")

    actor = actor_of_token(founded.token, NOW)
    assert actor.permissions == permissions_of(RoleName.ADMIN)
    assert actor.sees is None
    signed_in = authenticate(rf.post("/"), email="ada@example.com", password=founded.password)
    assert signed_in.pk == founded.user_id
    assert Organisation.objects.get().name == "Noor"


def test_leads_can_come_at_once(db):
    founded = found(now=NOW)
    system = system_actor("test")

    (pipeline,) = list_pipelines(actor=system)
    assert [stage.key for stage in pipeline.stages] == [
        "lead",
        "first_call",
        "presentation",
        "follow_up",
        "closed",
    ]
    assert active_model(system) is not None
    (pool,) = list_pools(system)
    assert pool.fallback
    assert [member.user_id for member in pool.members] == [founded.user_id]


def test_a_given_password_is_not_shown(db, rf):
    founded = found(now=NOW, password="a-long-and-rare-pass-phrase")
    assert founded.password == ""
    assert authenticate(
        rf.post("/"), email="admin@example.com", password="a-long-and-rare-pass-phrase"
    )


def test_a_password_drawn_by_bad_luck_like_the_email_does_not_stop_the_founding(db, monkeypatch):
    draws = ["qx7-kd93-zp2m-abcdef", "Zw4tNq8LrB1vYs6hJc0u"]
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _: draws.pop(0))
    founded = found(now=NOW, email="qx7-kd93-zp2m@example.com")
    assert founded.password == "Zw4tNq8LrB1vYs6hJc0u"


def test_a_second_time_is_refused_and_changes_nothing(db):
    found(now=NOW)
    with pytest.raises(Conflict, match="qanat tokens create"):
        found(now=NOW, email="second@example.com")
    assert (User.objects.count(), ApiToken.objects.count()) == (1, 1)


def test_a_refused_founding_leaves_nothing(db):
    with pytest.raises(Invalid):
        found(now=NOW, password="short")
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


def test_the_country_is_kept_by_its_code_and_must_exist(db):
    with pytest.raises(Invalid) as refused:
        found(now=NOW, country="Atlantis")
    assert refused.value.faults[0].path == ("country",)
    assert not Organisation.objects.exists()
    found(now=NOW, country="eg")
    assert Organisation.objects.get().country == "EG"
