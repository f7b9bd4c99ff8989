"""How styles, scripts and icons are found."""

from qanat.web import assets


def test_a_page_of_many_icons_has_the_files_looked_through_once_and_the_next_one_anew(
    settings, monkeypatch
):
    settings.DEBUG, times = True, [100.0]
    monkeypatch.setattr(assets, "monotonic", lambda: times[0])
    before = assets._state_at.cache_info().misses
    for _ in range(200):
        assets.asset_url("icons.svg")
    assert assets._state_at.cache_info().misses - before == 1

    times[0] += 0.5
    assets.asset_url("icons.svg")
    assert assets._state_at.cache_info().misses - before == 2
