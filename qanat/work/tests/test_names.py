from qanat.work.public import KIND_NAMES, MeetingKind, TaskKind, kind_name


def test_every_kind_of_task_and_meeting_has_a_name():
    assert set(KIND_NAMES) == {*TaskKind, *MeetingKind}


def test_a_kind_is_named_in_the_language_of_the_reader():
    assert [kind_name("follow_up", each) for each in ("en", "ar", "fa-IR")] == [
        "Follow-up",
        "متابعة",
        "پیگیری",
    ]


def test_what_is_no_kind_comes_back_as_it_is():
    assert kind_name("own_kind", "fa") == "own_kind"
