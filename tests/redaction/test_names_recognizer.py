"""The detector in Presidio's clothes, and a model of the owner's own beside it."""

from __future__ import annotations

import pytest

from assistant.errors import SettingsWrong
from assistant.redaction import Redactor
from assistant.redaction.name_detector import Found
from assistant.redaction.names_recognizer import NamesRecognizer, OtherModel, recognizers_for


class Detector:
    """Finds what it is told to find, and counts how often it is asked."""

    def __init__(self, **found):
        self.found = found
        self.asked = 0

    def find(self, text):
        self.asked += 1
        return tuple(
            Found(text.index(words), text.index(words) + len(words), label, 0.9)
            for words, label in self.found.items()
            if words in text
        )

    def find_many(self, texts):
        return [self.find(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "words", "kind", "label"),
    [
        ("tell Ottoline to call", "Ottoline", "NAME", "NAME"),
        ("over in Wexmoor again", "Wexmoor", "LOC", "CITY"),
        ("off Larkspur Lane by the church", "Larkspur Lane", "LOC", "ADDRESS"),
        ("seen at Larkspur Clinic", "Larkspur Clinic", "ORG", "FACILITY"),
        ("he works nights at Wexmoor Foods", "Wexmoor Foods", "ORG", "EMPLOYER"),
        ("picked it up at Larkspur", "Larkspur", "ORG", "FACILITY"),
    ],
)
def test_what_is_found_gets_our_label(text, words, kind, label):
    recognizer = NamesRecognizer(Detector(**{words: kind}))
    (result,) = recognizer.analyze(text, [], None)
    assert (result.entity_type, text[result.start : result.end]) == (label, words)


def test_texts_read_together_are_not_read_again():
    detector = Detector(Ottoline="NAME")
    recognizer = NamesRecognizer(detector)
    recognizer.prepare(["Ottoline called", "nobody called"])
    asked = detector.asked
    assert len(recognizer.analyze("Ottoline called", [], None)) == 1
    assert recognizer.analyze("nobody called", [], None) == []
    assert detector.asked == asked
    recognizer.prepare([])
    recognizer.analyze("Ottoline called", [], None)
    assert detector.asked == asked + 1


@pytest.mark.parametrize("setting", ["spacy", "spacy:", "spacy:/no/such/folder", "other:/tmp", "/tmp"])
def test_a_setting_that_cannot_be_used_says_what_to_write(setting):
    with pytest.raises(SettingsWrong, match="spacy:FOLDER or transformers:FOLDER"):
        recognizers_for(setting)


def test_without_a_setting_the_head_is_alone():
    assert [each.name for each in recognizers_for("")] == ["Names"]


@pytest.fixture
def spacy_folder(tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Zqxwvarnish"},
            {"label": "GPE", "pattern": "Wexmoor"},
            {"label": "DATE", "pattern": "today"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_a_spacy_model_works_beside_the_rules(spacy_folder):
    redactor = Redactor(learned_names=(OtherModel("spacy", spacy_folder),))
    redacted = redactor.redact("zqx said Zqxwvarnish went to Wexmoor today")
    assert redacted.text == "zqx said <NAME_1> went to <CITY_1> today"


@pytest.mark.slow
def test_a_transformers_model_is_loaded_from_its_folder(tmp_path):
    from transformers import AutoTokenizer, BertConfig, BertForTokenClassification

    from assistant.encoder import check_weights

    folder, _ = check_weights()
    labels = {0: "O", 1: "B-PER"}
    config = BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, vocab_size=30522,
        id2label=labels, label2id={label: number for number, label in labels.items()},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    model.classifier.bias.data[1] = 100.0  # it takes every word for a person
    model.save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    recognizer = OtherModel("transformers", tmp_path)
    text = "ottoline called"
    results = recognizer.analyze(text, [], None)
    assert {result.entity_type for result in results} == {"NAME"}
    covered = {place for result in results for place in range(result.start, result.end)}
    assert {place for place, char in enumerate(text) if char.isalpha()} <= covered
