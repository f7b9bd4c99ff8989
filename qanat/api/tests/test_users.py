from django.test import Client

from qanat.access.public import RoleName

GOOD = "a-long-and-rare-pass-phrase"


def test_a_user_is_made_shown_and_put_out(admin):
    made = admin("POST", "/users", {"email": "Sara@example.com", "role": "representative"})
    assert made.status_code == 201
    user = made.json()
    assert (user["email"], user["role"], user["is_active"]) == (
        "sara@example.com",
        "representative",
        True,
    )
    assert "password" not in user
    path = f"/users/{user['id']}"
    assert admin("GET", path).json() == user
    assert admin("PUT", f"{path}/role", {"role": "manager"}).json()["role"] == "manager"
    assert admin("PUT", f"{path}/password", {"password": GOOD}).status_code == 204
    assert admin("POST", f"{path}/deactivate").json()["is_active"] is False
    assert admin("POST", f"{path}/activate").json()["is_active"] is True


def test_how_one_reads_is_changed_for_oneself_and_by_an_admin(admin, caller):
    rep = caller(RoleName.REPRESENTATIVE)
    changed = rep("PATCH", "/me", {"theme": "dark", "density": "roomy", "digits": "arabic"}).json()
    assert (changed["theme"], changed["density"], changed["digits"]) == ("dark", "roomy", "arabic")
    assert rep("GET", "/me").json()["user"] == changed
    path = f"/users/{rep.user_id}"
    assert admin("PATCH", path, {"theme": "light"}).json() == changed | {"theme": "light"}
    refused = admin("PATCH", path, {"theme": "pink"})
    assert refused.status_code == 422
    assert refused.json()["faults"][0]["path"] == ["theme"]


def test_a_team_gets_members(admin):
    team = admin("POST", "/teams", {"name": "East"}).json()
    path = f"/teams/{team['id']}/members/{admin.user_id}"
    assert admin("PUT", path).status_code == 204
    assert admin("GET", f"/teams/{team['id']}").json()["user_ids"] == [admin.user_id]
    assert admin("DELETE", path).status_code == 204
    assert admin("GET", "/teams").json() == {"items": [team], "next": ""}


def test_lists_are_paged_by_key(admin):
    for number in range(4):
        admin("POST", "/teams", {"name": f"Team {number}"})
    names, after = [], ""
    while True:
        part = admin("GET", f"/teams?limit=2&after={after}").json()
        names += [team["name"] for team in part["items"]]
        after = part["next"]
        if not after:
            break
    assert names == [f"Team {number}" for number in range(4)]


def test_a_cursor_of_another_list_or_a_forged_one_is_refused(admin, caller):
    caller(RoleName.MANAGER)
    cursor = admin("GET", "/users?limit=1").json()["next"]
    assert cursor
    for path in (f"/teams?after={cursor}", "/users?after=5", f"/users?after={cursor}x"):
        answer = admin("GET", path)
        assert answer.status_code == 422
        assert answer.json()["faults"][0]["code"] == "bad_cursor"


def test_a_page_has_a_largest_size(admin):
    assert admin("GET", "/users?limit=200").status_code == 200
    for limit in (0, -1, 201, "many"):
        assert admin("GET", f"/users?limit={limit}").status_code == 422


def test_a_token_is_shown_once_and_works_until_revoked(admin):
    issued = admin("POST", "/tokens", {"name": "ci", "scopes": ["users.view"]}).json()
    secret, token = issued["secret"], issued["token"]
    headers = {"Authorization": f"Bearer {secret}"}

    me = Client().get("/api/v1/me", headers=headers).json()
    assert me["permissions"] == ["users.view"]
    assert me["user"]["id"] == admin.user_id
    assert secret not in admin("GET", "/tokens").content.decode()
    assert Client().post("/api/v1/teams", headers=headers).status_code == 403

    assert admin("DELETE", f"/tokens/{token['id']}").status_code == 204
    assert Client().get("/api/v1/me", headers=headers).status_code == 401


def test_a_session_may_read_and_needs_its_csrf_token_to_change(admin):
    browser = Client(enforce_csrf_checks=True)
    from qanat.access.models import User

    browser.force_login(User.objects.get(id=admin.user_id))
    assert browser.get("/api/v1/me").json()["user"]["id"] == admin.user_id

    refused = browser.post("/api/v1/teams", {"name": "x"}, content_type="application/json")
    assert refused.status_code == 403
    assert refused.json()["code"] == "not_allowed"

    browser.cookies["csrftoken"] = token = "a" * 32
    done = browser.post(
        "/api/v1/teams",
        {"name": "x"},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert done.status_code == 201


def test_a_wrong_token_is_not_helped_by_a_session(admin):
    browser = Client()
    from qanat.access.models import User

    browser.force_login(User.objects.get(id=admin.user_id))
    answer = browser.get("/api/v1/me", headers={"Authorization": "Bearer qnt_wrong"})
    assert answer.status_code == 401


def test_a_disabled_user_is_out_in_session_and_token_at_once(admin, caller):
    rep = caller(RoleName.REPRESENTATIVE)
    browser = Client()
    from qanat.access.models import User

    browser.force_login(User.objects.get(id=rep.user_id))
    assert browser.get("/api/v1/me").status_code == 200

    admin("POST", f"/users/{rep.user_id}/deactivate")

    assert browser.get("/api/v1/me").status_code == 401
    assert rep("GET", "/me").status_code == 401
