"""One leaflet after the other is planned as each is by itself."""

import pickle
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

from factories import make_profile, shipped
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import profiles
from translation.catalogs import LEAFLET, ROOT

from leaflets.errors import LeafletsError
from leaflets.layout.formats import FORMATS
from leaflets.model.approval import Event, LedgerLine
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Personal, Record
from leaflets.pipeline import Order, Planner, Unanswered, plan_leaflet
from leaflets.translation.catalogs import find_catalog

DAY = date(2026, 11, 22)
SIGNS = ["positive", "negative", None]
NAMES = st.sampled_from(["", "Ann Avery"])
PEOPLE = st.builds(Personal, name=NAMES, given_by=NAMES, day=st.none() | st.just(date(2027, 2, 3)))


@cache
def catalog(language):
    return find_catalog(language, ROOT / "translations", LEAFLET)


@cache
def gaps():
    """Polish, some of which is not translated: words of one drug, and of what stands round it."""
    whole = catalog("pl")
    gone = ("everolimus.", "access.which", "tool.given-by")
    entries = {key: entry for key, entry in whole.entries.items() if not key.startswith(gone)}
    return replace(whole, entries=entries)


def withdrawn(key):
    """A line of the ledger that withdraws whatever ``key`` says."""
    return LedgerLine(
        key=key, revision="", event=Event.WITHDRAW, by="B. Nowak", day=DAY, reason="wrong"
    )


@st.composite
def orders(draw):
    """An order; its page format is that of none of the leaflets."""
    clinic = Clinic(name="Riverside", phone="01632 960000", hours={"pl": "od 8 do 16"})
    return Order(
        page_format=FORMATS["letter"],
        clinic=draw(st.sampled_from([Clinic(), clinic])),
        today=DAY,
        unanswered=draw(st.sampled_from(Unanswered)),
        include_later=draw(st.booleans()),
        options=draw(st.sampled_from([frozenset(), frozenset({"quotation"})])),
        whole_source=draw(st.booleans()),
        qr=draw(st.booleans()),
        bilingual=draw(st.booleans()),
    )


def told(plan, *asked):
    """The plan, or why there is none."""
    try:
        return plan(*asked)
    except LeafletsError as error:
        return type(error), error.message, error.hint


@settings(max_examples=25)
@given(st.data())
def test_what_is_planned_of_many_is_what_is_planned_of_each_alone(data):
    content, order = shipped(), data.draw(orders())
    line = withdrawn(data.draw(st.sampled_from(["everolimus", "access.which", "glossary.her2"])))
    ledger = data.draw(st.sampled_from([(), (line,)]))
    leaflet = replace(content.leaflets[0], approvals=ledger)
    planner = Planner(content, leaflet, order)
    people = st.builds(Record, profile=profiles(content.vocabulary), personal=PEOPLE)
    records = data.draw(st.lists(people, min_size=3, max_size=4))
    catalogs = st.sampled_from([catalog("en_GB"), catalog("pl"), catalog("ur"), gaps()])
    formats = st.sampled_from([FORMATS["a4"], FORMATS["zfold"]])
    for record in [*records, *reversed(records)]:
        found, page_format = data.draw(catalogs), data.draw(formats)
        alone = told(plan_leaflet, content, leaflet, record, found, order.in_format(page_format))
        assert told(planner.plan, record, found, page_format) == alone


def test_people_who_differ_in_one_thing_get_each_their_own():
    content = shipped()
    leaflet = content.leaflets[0]
    order = Order(page_format=FORMATS["a4"], clinic=Clinic(), today=DAY)
    planner = Planner(content, leaflet, order)
    drugs = ["", "letrozole", "trastuzumab", "docetaxel trastuzumab", None]
    for her2, er, before in product(["positive", "negative", "low", None], SIGNS, drugs):
        answers = {"her2": her2, "er": er, "prior": before, "cns_spread": her2 and "yes"}
        known = {name: value for name, value in answers.items() if value is not None}
        record = Record(profile=make_profile(**known), personal=Personal())
        alone = plan_leaflet(content, leaflet, record, catalog("en_GB"), order)
        assert planner.plan(record, catalog("en_GB"), FORMATS["a4"]) == alone, known


def test_what_leaflets_say_alike_is_the_very_same_block():
    content = shipped()
    order = Order(page_format=FORMATS["a4"], clinic=Clinic(), today=DAY)
    planner = Planner(content, content.leaflets[0], order)
    one, other = (
        planner.plan(Record(profile=make_profile(her2=her2)), catalog("pl"), FORMATS["a4"])
        for her2 in ("positive", "negative")
    )
    blocks = {block.key: block for block in one.leaflet.blocks}
    same = [block.key for block in other.leaflet.blocks if blocks.get(block.key) is block]
    assert {"general", "support", "questions"} <= {*same} < {*other.blocks}


def test_a_planner_takes_nothing_that_it_remembers_to_another_process():
    content = shipped()
    order = Order(page_format=FORMATS["a4"], clinic=Clinic(), today=DAY)
    planner = Planner(content, content.leaflets[0], order)
    new = len(pickle.dumps(planner))
    record = Record(profile=make_profile(her2="positive"), personal=Personal(name="Ann Avery"))
    plan = planner.plan(record, catalog("pl"), FORMATS["a4"])
    assert len(pickle.dumps(planner)) == new
    assert b"Ann Avery" not in pickle.dumps(planner)
    assert pickle.loads(pickle.dumps(planner)).plan(record, catalog("pl"), FORMATS["a4"]) == plan
