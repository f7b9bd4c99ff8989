from qanat.access.public import RoleName, actor_of_token, actor_of_user, issue_token
from qanat.access.tests.conftest import NOW


def test_an_actor_reads_in_the_language_of_the_user(make_user, system):
    user = make_user(RoleName.REPRESENTATIVE, language="fa")
    actor = actor_of_user(user.id)
    assert actor.language == "fa"
    _, secret = issue_token(user_id=user.id, name="mine", scopes=["*"], actor=actor, now=NOW)
    assert actor_of_token(secret, NOW).language == "fa"
