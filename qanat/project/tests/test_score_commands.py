"""`qanat score` and `qanat routing`, each as a process of its own on a database of its own."""

import orjson

SAUDI = orjson.dumps({"field": "person.country", "is": "is", "value": "SA"}).decode()


def test_rules_are_copied_changed_tried_and_activated(peopled):
    before = peopled("score", "person", "sara@nile.example.com")[1]
    assert sum(line["points"] for line in before["explanation"]) == before["total"]

    draft = peopled("score", "copy", "Gulf first")[1]["model"]
    rule = peopled("score", "add", str(draft), "Saudi", "explicit", "70", SAUDI)[1]["rule"]
    preview = peopled("score", "preview", str(draft))[1]
    assert (preview["people"], preview["up"], preview["down"]) == (1, 1, 0)

    assert peopled("score", "activate", str(draft))[1]["changed"] == 1
    after = peopled("score", "person", "sara@nile.example.com")[1]
    assert (after["total"], after["band"]) == (before["total"] + 70, "hot")
    assert after["explanation"][0]["rule"] == "Saudi"
    assert after["explanation"][0]["evidence"] == [
        {"sentence": "The country is Saudi Arabia.", "held": True}
    ]
    assert peopled("people", "show", "sara@nile.example.com")[1]["lifecycle"] == "mql"
    assert peopled("score", "all")[1] == {"people": 1, "changed": 0, "qualified": 0}

    code, refusal = peopled("score", "remove", str(rule))
    assert code == 2
    assert "copy it and change the copy" in refusal["error"]


def test_leads_of_a_leaver_go_to_others(peopled):
    pools = peopled("routing", "pools")[1]["pools"]
    assert [(pool["name"], pool["fallback"]) for pool in pools] == [("Everybody", True)]
    assert peopled("routing", "assign")[1] == {"given": 0}
    code, refusal = peopled("routing", "reassign", "admin@example.com")
    assert code == 2
    assert "Nobody takes leads" in refusal["error"]
