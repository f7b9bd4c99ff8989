"""The road by command line: import, look up, count, report, take back; as processes."""

from qanat.flows.tests.zoho_export import write_export

LEADS = """First name,Last name,E-mail,Mobile,Company,Source,Created,Title
Sara,Ahmadi,sara@nile.example.com,+966501234567,Nile,Trade Show,2026-01-05,CEO
Bad,Mail,not-an-address,,,,,
"""


def test_a_lead_is_imported_explained_counted_reported_and_taken_back(qanat, tmp_path):
    (tmp_path / "leads.csv").write_text(LEADS)
    assert qanat("init")[0] == 0

    code, imported = qanat("import", "leads", str(tmp_path / "leads.csv"))
    assert (code, imported["counts"]["created"], imported["counts"]["refused"]) == (0, 1, 1)

    code, sara = qanat("people", "show", "SARA@nile.example.com")
    assert (code, sara["lifecycle"], sara["owner"]) == (0, "lead", "admin@example.com")
    assert sara["owner_reason"]
    score = sara["score"]
    assert sum(line["points"] for line in score["explanation"]) == score["total"]
    assert score["total"] == score["fit"] + score["engagement"]
    assert sara["timeline_count"] >= 1
    assert qanat("people", "show", "+966501234567")[1]["id"] == sara["id"]
    assert qanat("people", "show", "nobody@example.com")[0] == 2

    code, counted = qanat(
        "criteria", "count", '{"field": "person.lifecycle", "is": "is", "value": "lead"}'
    )
    assert (code, counted["count"]) == (0, 1)
    assert set(counted["sentence"]) == {"en", "ar", "fa"}

    assert qanat("report", "totals")[1]["people"] == 1
    assert qanat("report", "sources")[1]["rows"][0]["source"] == "Trade Show"
    code, refused = qanat("report", "sources", "--from", "yesterday")
    assert (code, refused["faults"][0]["path"]) == (2, ["from"])

    assert qanat("import", "undo", "1")[1]["removed"]["person"] == 1
    assert qanat("report", "totals")[1]["people"] == 0
    assert [one["id"] for one in qanat("people", "trash")[1]["trash"]] == [sara["id"]]
    assert qanat("people", "restore", str(sara["id"]))[0] == 0
    assert qanat("report", "totals")[1]["people"] == 1
    assert qanat("jobs", "list")[1] == {"jobs": [], "effects": []}


def test_a_whole_crm_comes_over_by_command_and_again_changes_nothing(qanat, tmp_path):
    export = write_export(tmp_path)
    qanat("init")

    code, brought = qanat("import", "zoho", str(export))
    totals = qanat("report", "totals")[1]
    assert (code, brought["counts"]["calls_naming_nobody"]) == (0, 1)
    assert (totals["people"], totals["won"], totals["won_value"]) == (4, 1, "22700.00")

    qanat("import", "zoho", str(export))
    assert qanat("report", "totals")[1] == totals

    code, refused = qanat("import", "zoho", str(tmp_path / "nowhere"))
    assert (code, refused["faults"][0]["code"]) == (2, "no_export")
