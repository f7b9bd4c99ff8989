"""`qanat people`, as a process of its own on a database of its own."""


def test_the_record_is_shown_with_score_and_owner_and_why(peopled):
    code, person = peopled("people", "show", "SARA@nile.example.com")
    assert code == 0
    assert (person["full_name"], person["lifecycle"]) == ("Sara Haddad", person["lifecycle"])
    assert person["owner"] == "admin@example.com"
    assert person["owner_reason"]
    score = person["score"]
    assert sum(line["points"] for line in score["explanation"]) == score["total"]
    assert score["total"] == score["fit"] + score["engagement"]
    assert person["timeline_count"] >= 1
    assert peopled("people", "show", str(person["id"]))[1]["id"] == person["id"]
    assert peopled("people", "search", "haddad")[1]["people"][0]["id"] == person["id"]

    code, refusal = peopled("people", "show", "nobody@example.com")
    assert code == 2
    assert "nobody@example.com" in refusal["error"]
