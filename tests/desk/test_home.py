"""The first page, as a person sees it."""


def test_the_first_page_leads_to_each_part(page, accessible):
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "What would you like to do?"
    parts = page.get_by_role("navigation").get_by_role("link").all_inner_texts()
    assert parts == ["Make a leaflet", "A list", "For translators", "For the clinical owner"]
    assert accessible(page) == []
