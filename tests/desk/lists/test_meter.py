"""How far something is, as whoever looks on sees it."""

from leaflets.desk.lists import meter as module
from leaflets.desk.lists.meter import Meter, Progress


def test_rate_and_time_left_come_from_what_was_done_since_the_first_step(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    meter = Meter()
    assert meter.progress() == Progress()
    meter.begin("Making", 40)
    now[0] = 109.0
    meter.step(10)
    now[0] = 111.0
    assert meter.progress() == Progress(stage="Making", done=10, total=40)
    meter.step(10)
    told = meter.progress()
    assert (told.done, told.rate, told.left, told.percent) == (20, 5.0, 4.0, 50)


def test_where_the_end_is_not_known_nothing_is_said_of_it(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    meter = Meter()
    meter.begin("Checking", None)
    meter.step()
    now[0] = 1.0
    meter.step()
    told = meter.progress()
    assert (told.rate, told.left, told.percent) == (1.0, None, None)


def test_a_wish_to_stop_is_heard():
    meter = Meter()
    assert not meter.stopped()
    meter.stop()
    assert meter.stopped()
