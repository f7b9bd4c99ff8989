"""`qanat init`, `users`, `tokens`, each as a process of its own on a database of its own."""


def test_an_installation_is_set_up_once_and_then_peopled(qanat):
    code, founded = qanat("init")
    assert code == 0
    assert founded["token"].startswith("qnt_")
    assert founded["email"] == "admin@example.com"
    assert len(founded["password"]) >= 20

    code, again = qanat("init")
    assert code == 2
    assert "qanat tokens create" in again["error"]

    code, user = qanat(
        "users",
        "create",
        "rep@example.com",
        "--role",
        "representative",
        "--password-stdin",
        given="a-long-and-rare-pass-phrase\n",
    )
    assert (code, user["role"], user["password"]) == (0, "representative", "")

    code, token = qanat("tokens", "create", "REP@example.com", "--scope", "people.view")
    assert code == 0
    code, listed = qanat("tokens", "list")
    assert token["token"] not in str(listed)
    assert [row["scopes"] for row in listed["tokens"]] == [["*"], ["people.view"]]
    assert qanat("tokens", "revoke", str(token["id"])) == (0, {"revoked": token["id"]})

    assert qanat("users", "role", "rep@example.com", "manager")[1]["role"] == "manager"
    assert qanat("users", "deactivate", "rep@example.com")[1]["is_active"] is False
    assert qanat("users", "deactivate", "admin@example.com")[0] == 2
    assert qanat("users", "role", "nobody@example.com", "manager")[0] == 2
