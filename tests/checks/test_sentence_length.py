from checks.planted import lines

WORDS = "sample/words.yaml"
TEXT = "The words are explained here."


def test_a_sentence_of_26_words_is_found_and_one_of_25_is_not(tmp_path):
    most = " ".join(["Words", *["a"] * 24]) + "."
    rest = " You can. We do. So it is."
    assert lines(tmp_path, (WORDS, TEXT, most + rest)) == []
    assert lines(tmp_path, (WORDS, TEXT, f"{most[:-1]} b.{rest}")) == [
        'sample/words.yaml:9:11: error: a sentence of 26 words, more than 25: "Words a a a a ..." '
        "[sentence-length]"
    ]


def test_a_block_of_long_sentences_is_found_at_its_head(tmp_path):
    long = "The words of this leaflet that you may not know yet are all told here."
    assert lines(tmp_path, (WORDS, TEXT, long)) == []
    assert lines(tmp_path, (WORDS, TEXT, long.replace("here", "here to you"))) == [
        "sample/words.yaml:1:8: error: the block has 17.0 words a sentence on average, more than "
        "15 [sentence-length]"
    ]


def test_a_point_of_a_list_is_read_with_its_lead_in(tmp_path):
    block = "sample/examplinib.yaml"
    lead = (block, '"Some people may have:"', f'"Some people may {"a " * 12}have:"')
    point = (block, "rash: a rash", f"rash: a rash {'b ' * 9}".strip())
    assert lines(tmp_path, lead) == []
    assert lines(tmp_path, lead, point) == [
        'sample/examplinib.yaml:28:13: error: a sentence of 27 words, more than 25: "Some people '
        'may a a ..." [sentence-length]'
    ]


def test_a_long_lead_in_is_found_once(tmp_path):
    lead = f'"Some people may {"a " * 23}have:"'
    found = lines(tmp_path, ("sample/examplinib.yaml", '"Some people may have:"', lead))
    assert found == [
        'sample/examplinib.yaml:25:11: error: a sentence of 27 words, more than 25: "Some people '
        'may a a ..." [sentence-length]'
    ]


def test_texts_outside_the_blocks_are_read_too(tmp_path):
    meaning = " ".join(["A", *["way"] * 25]) + "."
    assert lines(tmp_path, ("glossary.yaml", "A kind of drug.", meaning)) == [
        'glossary.yaml:7:14: error: a sentence of 26 words, more than 25: "A way way way way ..." '
        "[sentence-length]"
    ]
