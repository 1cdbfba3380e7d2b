"""The first page, as a person sees it."""


def test_the_first_page_leads_to_each_part(page, accessible):
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "What would you like to do?"
    parts = page.get_by_role("navigation").get_by_role("link").all_inner_texts()
    assert parts == ["Make a leaflet", "A list", "For translators", "For the clinical owner"]
    assert accessible(page) == []


def test_only_where_nothing_is_saved_it_is_promised_to_be_forgotten(visitor):
    promised = [
        path
        for path in ("/make", "/record", "/list", "/translators", "/translators/pl", "/clinical")
        if "is forgotten when the desk ends" in visitor.get(path).text
    ]
    assert promised == ["/make", "/record", "/list"]
