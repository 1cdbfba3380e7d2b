"""The translators' pages over HTTP: what is saved, refused, approved, and that text stays text."""

import re

import pytest
from desk.copies import LEAFLET, copied, edit_english, entry, only_change, po

from leaflets.desk.translators.bench import bench_of
from leaflets.errors import UsageFault
from leaflets.translation.approvals import Ledger
from leaflets.translation.edit import fingerprint
from leaflets.translation.merge import by_key
from leaflets.translation.screen_words import word_key

WHO = f"/translators/pl/{LEAFLET}/everolimus.who"


@pytest.fixture
def desk(tmp_path):
    return copied(tmp_path, "pl", "ar")


@pytest.fixture
def visitor(visit, desk):
    visitor = visit(desk)
    visitor.desk = desk
    return visitor


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


def save(visitor, address, *targets, seen=None, **more):
    _, _, language, domain, key = address.partition("?")[0].split("/")
    bench = bench_of(visitor.desk)
    seen = seen or fingerprint(by_key(bench.catalog(language, domain))[key])
    fields = {f"target-{number}": text for number, text in enumerate(targets)}
    return visitor.post(address, {"seen": seen, "action": "save", **fields, **more})


def test_a_saved_text_changes_its_entry_and_nothing_else(visitor, desk):
    before = po(desk).read_bytes()
    done = save(visitor, WHO, "Dla niektórych osób.")
    assert done.status_code == 303
    assert "Saved." in visitor.get(done.headers["location"]).text
    ((key, (_, new)),) = only_change(before, po(desk).read_bytes()).items()
    assert (key, new.targets) == ("everolimus.who", ("Dla niektórych osób.",))


def test_a_stale_text_shows_what_changed_and_is_good_when_saved(visitor, desk):
    edit_english(desk, "everolimus", "as a tablet", "as one tablet")
    address = f"/translators/pl/{LEAFLET}/everolimus.how_you_have_it"
    page = visitor.get(address)
    assert re.search(r"<del>.*taken out:.*</span>a</del>", page.text)
    assert re.search(r"<ins>.*put in:.*</span>one</ins>", page.text)
    assert save(visitor, address, entry(desk, "everolimus.how_you_have_it").targets[0]).is_redirect
    assert not entry(desk, "everolimus.how_you_have_it").fuzzy
    assert "as one tablet" in entry(desk, "everolimus.how_you_have_it").source
    assert "What has changed" not in visitor.get(address).text


def test_of_two_tabs_the_second_sees_both_texts_and_decides(visitor, desk):
    seen = hidden(visitor.get(WHO), "seen")
    assert save(visitor, WHO, "Pierwsza wersja.", seen=seen).is_redirect
    second = save(visitor, WHO, "Druga wersja.", seen=seen)
    assert second.status_code == 409
    assert entry(desk, "everolimus.who").targets == ("Pierwsza wersja.",)
    assert "Somebody changed this text meanwhile" in second.text
    assert "Pierwsza wersja." in second.text
    assert "Druga wersja.</textarea>" in second.text
    assert save(visitor, WHO, "Druga wersja.", seen=hidden(second, "seen")).is_redirect
    assert entry(desk, "everolimus.who").targets == ("Druga wersja.",)


def test_a_lost_placeholder_is_refused_and_what_was_typed_stays(visitor, desk):
    address = "/translators/pl/leaflets/tool.page-of"
    before = po(desk, domain="leaflets").read_bytes()
    refused = save(visitor, address, "Strona {page} z")
    assert refused.status_code == 422
    assert "must be just what the English has" in refused.text
    assert "Strona {page} z</textarea>" in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert po(desk, domain="leaflets").read_bytes() == before


def test_a_check_saves_nothing_and_shows_findings_and_the_page(visitor, desk):
    before = po(desk).read_bytes()
    checked = save(visitor, WHO, "Dla niektórych (osób.", action="check")
    assert checked.status_code == 200
    assert "a bracket is not closed" in checked.text
    assert 'src="data:image/png;base64,' in checked.text
    assert po(desk).read_bytes() == before


def test_a_text_with_findings_is_saved_and_they_are_shown(visitor, desk):
    done = save(visitor, WHO, "Dla niektórych (osób.")
    assert "a bracket is not closed" in visitor.get(done.headers["location"]).text
    assert entry(desk, "everolimus.who").targets == ("Dla niektórych (osób.",)


def test_a_finding_is_waived_with_a_reason(visitor, desk):
    remark = "ignore: markup - the aside is not needed"
    assert "a bracket is lost" in save(visitor, WHO, "Dla kogo.", action="check").text
    checked = save(visitor, WHO, "Dla kogo.", action="check", remarks=remark)
    assert "a bracket is lost" not in checked.text
    assert f"{remark}</textarea>" in checked.text
    assert save(visitor, WHO, "Dla kogo.", remarks=remark).is_redirect
    assert entry(desk, "everolimus.who").remarks == remark


def test_what_was_typed_stays_where_it_can_not_be_written(visitor, desk, monkeypatch):
    def full(path, text):
        raise UsageFault(f"{path.name} can't be written: no space left")

    monkeypatch.setattr("leaflets.translation.edit.write_if_changed", full)
    refused = save(visitor, WHO, "Dla niektórych osób.")
    assert refused.status_code == 422
    assert "no space left" in refused.text
    assert "Dla niektórych osób.</textarea>" in refused.text


def test_an_unfinished_text_is_kept_and_not_printed(visitor, desk):
    done = save(visitor, WHO, "Dla", unfinished="yes")
    page = visitor.get(done.headers["location"]).text
    assert entry(desk, "everolimus.who").fuzzy
    assert 'value="yes" checked' in page
    assert "Approve its language" not in page


def test_save_and_next_goes_on_in_what_was_chosen(visitor):
    query = f"?block={LEAFLET}%2Feverolimus"
    page = visitor.get(WHO + query)
    done = visitor.post(
        WHO + query, {"seen": hidden(page, "seen"), "action": "next", "target-0": "Dla kogoś."}
    )
    place, _, told = done.headers["location"].partition("?")
    assert place.endswith("/everolimus.how_you_have_it.heading")
    assert "block=" in told
    assert "Saved: everolimus.who" in visitor.get(done.headers["location"]).text


HOSTILE = {
    "everolimus.who": "<script>alert(1)</script>",
    "everolimus.side_effects": '"><img src=x onerror=alert(1)>',
    "everolimus.glance.with": "=HYPERLINK(1)",
    "everolimus.glance.who": "1,5 \u202emg",
    "everolimus.who.heading": "</textarea><b>",
    "everolimus.side_effects.heading": "&lt;i&gt; {{ 7*7 }}",
}


def test_hostile_text_stays_text(visitor, desk):
    for key, text in HOSTILE.items():
        assert save(visitor, f"/translators/pl/{LEAFLET}/{key}", text).is_redirect
        assert entry(desk, key).targets == (text,)
    page = visitor.get(WHO).text
    assert ">\n&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
    listed = visitor.get(f"/translators/pl?block={LEAFLET}/everolimus").text
    for shown in (page, listed):
        for told in ("<script>alert", "<img src=x", "</textarea><b>", "\u202e"):
            assert told not in shown
    assert "&amp;lt;i&amp;gt; " in listed
    assert "7*7" in listed


def test_braces_that_the_english_has_not_are_refused_and_not_evaluated(visitor):
    refused = save(visitor, WHO, "{7*7}")
    assert refused.status_code == 422
    assert "{7*7}</textarea>" in refused.text


def test_an_override_of_direction_is_named_and_not_set(visitor):
    page = visitor.get(save(visitor, WHO, "1,5 \u202emg").headers["location"]).text
    shown = page[page.index("As it reads") : page.index('id="findings"')]
    assert ">RLO</bdi>" in shown
    assert "\u202e" not in shown


def test_text_to_the_left_is_marked_with_its_language_and_direction(visitor):
    page = visitor.get("/translators/ar/leaflets/tool.page-of").text
    area = re.search(r"<textarea[^>]*>", page)[0]
    assert 'lang="ar"' in area
    assert 'dir="rtl"' in area
    assert '<bdi class="placeholder" dir="ltr">{page}</bdi>' in page
    assert re.search(r'<p class="said" lang="en-GB">Page <bdi', page)
    assert re.search(r'<html lang="en-GB">', page)


def test_an_approval_writes_the_ledger_and_an_edit_ends_it(visitor, desk):
    page = visitor.get(WHO)
    form = {"read": hidden(page, "read"), "by": " Anna  Nowak ", "note": ""}
    done = visitor.post(f"{WHO}/approve", form)
    assert done.status_code == 303
    (line,) = Ledger.read(desk.translations, "pl").by_key["everolimus.who"]
    assert (line.stage, line.by, line.date) == ("language", "Anna Nowak", "2026-11-22")
    assert "Anna Nowak" in visitor.get(WHO).text
    save(visitor, WHO, "Inaczej.")
    assert "Anna Nowak" not in visitor.get(WHO).text


def test_a_name_that_is_none_is_told_beside_its_field(visitor, desk):
    refused = visitor.post(f"{WHO}/approve", {"by": " ", "note": "=1+1"})
    assert refused.status_code == 422
    for name, told in (("by", "Fill this in."), ("note", "may not begin with")):
        assert re.search(f'href="#{name}">[^<]*{told}', refused.text)
        assert re.search(f'id="{name}-error">[^<]*{told}', refused.text)
    assert not (desk.translations / "pl" / "approvals.csv").exists()


def test_a_block_is_approved_as_it_was_read(visitor, desk):
    address = f"/translators/pl?block={LEAFLET}/everolimus"
    read = hidden(visitor.get(address), "read")
    post = f"/translators/pl/approve?block={LEAFLET}/everolimus"
    save(visitor, WHO, "Dla niektórych osób.")
    old = visitor.post(post, {"read": read, "by": "A. Nowak"})
    assert old.status_code == 409
    assert "a text has changed since you read it" in old.text
    done = visitor.post(post, {"read": hidden(visitor.get(address), "read"), "by": "A. Nowak"})
    assert "Approved: 9." in visitor.get(done.headers["location"]).text
    keys = Ledger.read(desk.translations, "pl").by_key
    assert len(keys) == 9
    assert {key.partition(".")[0] for key in keys} == {"everolimus"}


def test_translations_that_came_with_the_program_are_only_read(tmp_path, visit):
    (tmp_path / "shipped").mkdir()
    desk = copied(tmp_path / "shipped", "pl")
    visitor = visit(desk)
    visitor.desk = desk
    before = po(desk).read_bytes()
    page = visitor.get(WHO)
    assert "can be read here, and not changed" in page.text
    assert "readonly" in page.text
    assert save(visitor, WHO, "Nowe.").status_code == 422
    assert "Approve its language" not in page.text
    approved = visitor.post(f"{WHO}/approve", {"read": "", "by": "A. N."})
    assert approved.status_code == 422
    assert po(desk).read_bytes() == before


@pytest.mark.parametrize(
    "address",
    ["/translators/xx", "/translators/pl/../../etc/passwd", f"/translators/pl/{LEAFLET}/no.such",
     f"/translators/pl/{LEAFLET}/everolimus.who/9.png", "/translators/%2e%2e/x/y"],
)  # fmt: skip
def test_what_there_is_not_is_told_in_words(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code in (404, 422)
    assert "Traceback" not in answer.text
    assert "<h1>" in answer.text


def test_every_plural_form_of_the_desks_own_words_is_edited(visit, tmp_path):
    (tmp_path / "welsh").mkdir()
    desk = copied(tmp_path / "welsh", "cy")
    visitor = visit(desk)
    visitor.desk = desk
    key = word_key("{n} day")
    address = f"/translators/cy/desk/{key}"
    page = visitor.get(address).text
    assert page.count("<textarea") == 7  # six forms, and the remarks
    assert "Plural form 3" in page
    forms = ["{n} diwrnod"] * 5
    incomplete = save(visitor, address, *forms, "")
    assert incomplete.is_redirect
    assert ">Missing</span>" in visitor.get(address).text
    lost = save(visitor, address, *forms, "diwrnod")
    assert lost.status_code == 422
    assert 'id="refused-5"' in lost.text
    assert save(visitor, address, *forms, "{n} o ddyddiau").is_redirect
    assert entry(desk, key, "cy", "desk").targets == (*forms, "{n} o ddyddiau")
    assert ">Draft</span>" in visitor.get(address).text
