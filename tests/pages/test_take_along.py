"""Every page with networks offers them as a file, with lines that load it and say what it reads."""

import json

import numpy as np
import pytest
import streamlit as st
from safetensors import safe_open
from safetensors.numpy import load

from rnnlstm.ui.lessons.language.settings import CORPUS
from rnnlstm.ui.lessons.language.texts import shipped_model, shipped_text
from rnnlstm.ui.lessons.names.measured import names, shipped
from rnnlstm.ui.lessons.translation.networks import shipped as translator
from rnnlstm.ui.lessons.translation.plan import WAYS
from rnnlstm.ui.lessons.translation.settings import EXAMPLES
from support.visit import unfold, visit_page
from support.words import CHINESE


@pytest.fixture
def taken(monkeypatch):
    """Return a function that opens all folds of a page, and returns the page and its files."""

    def take(name, **link):
        files = {}

        def keep(_label, data, *, file_name, **_arguments):
            files[file_name] = data

        monkeypatch.setattr(st, "download_button", keep)
        test = unfold(visit_page(f"pages/{name}.py", {"lang": "en"} | link))
        return test, {name: data() for name, data in files.items() if name.endswith(".safetensors")}

    return take


def about(data, tmp_path):
    """Return what a file says of itself."""
    (tmp_path / "saved.safetensors").write_bytes(data)
    with safe_open(tmp_path / "saved.safetensors", "np") as opened:
        return opened.metadata()


def networks_of(data):
    return {name.partition(".")[0] for name in load(data)} - {"readout"}


def said(test):
    return " ".join(each.value for each in test.markdown)


@pytest.mark.parametrize(
    ("name", "link", "file", "networks"),
    [
        ("compare", {}, "compare", {"rnn", "lstm"}),
        ("compare", {"cell1": "LSTM", "text2": "she"}, "compare", {"lstm"}),
        ("gradients", {}, "gradients", {"rnn", "lstm", "gru"}),
        ("gradients", {"measure": "paths"}, "gradients", {"lstm"}),
        ("influence", {"nets": "relu,irnn"}, "influence", {"rnn_relu", "irnn"}),
        ("influence", {"heard": "change"}, "influence", {"rnn", "lstm", "gru"}),
        ("influence", {"weights": "trained"}, "influence", {"rnn", "lstm", "gru"}),
        ("exploding", {"part": "update"}, "exploding", {"rnn"}),
        ("spectra", {}, "spectra", {"rnn"}),
        ("truncation", {}, "truncation", {"rnn"}),
        ("lstm_forward", {}, "lstm_forward", {"lstm"}),
        ("names", {}, "names-lstm", {"lstm"}),
        ("language", {}, "language", {"lstm"}),
        ("sound", {"asked": "note"}, "sound-note", {"rnn", "lstm", "gru", "frame"}),
        ("translation", {"words": "en"}, "translation-en-plain", {"encoder", "decoder"}),
    ],
)
def test_the_networks_shown_are_offered(taken, name, link, file, networks):
    test, files = taken(name, **link)
    found = {name.removesuffix("_readout") for name in networks_of(files[f"{file}.safetensors"])}
    assert found == networks
    lines = next(each.value for each in test.code if f'load_file("{file}.safetensors")' in each.value)
    assert all(f"{network} = torch.nn." in lines for network in networks)
    assert "PyTorch has no network" not in said(test)


@pytest.mark.parametrize(
    ("name", "link", "told"),
    [
        ("compare", {"activation": "sigmoid"}, "RNN (sigmoid)"),
        ("gradients", {"nets": "sigmoid,gru,peephole"}, "RNN (sigmoid), PeepholeLSTM"),
    ],
)
def test_networks_that_pytorch_lacks_are_named_and_the_others_offered(taken, name, link, told):
    test, files = taken(name, **link)
    assert f"PyTorch has no network like {told}:" in said(test)
    assert networks_of(files[f"{name}.safetensors"]) in ({"lstm", "lstm_readout"}, {"gru", "gru_readout"})


def test_it_is_offered_in_chinese(taken):
    test, files = taken("compare", lang="zh")
    assert "compare.safetensors" in files
    assert next(each for each in test.expander if each.label == "把这些网络带走")
    assert CHINESE.search(said(test))


def test_a_file_says_which_letter_each_input_is(taken, tmp_path):
    _, files = taken("names", reader="gru")
    told = about(files["names-gru.safetensors"], tmp_path)
    assert "".join(json.loads(told["inputs"])) == names().alphabet
    assert json.loads(told["outputs"]) == list(names().languages)
    saved = load(files["names-gru.safetensors"])
    np.testing.assert_array_equal(saved["gru_readout.weight"], shipped("GRU").W_hy)


@pytest.mark.parametrize("act", ["read", "write"])
def test_a_file_says_which_character_each_input_is(taken, tmp_path, act):
    test, files = taken("language", act=act)
    told = about(files["language.safetensors"], tmp_path)
    text = CORPUS.value()
    assert tuple(json.loads(told["inputs"])) == shipped_text(text).corpus.alphabet.symbols
    cell = shipped_model(text).course.cell
    np.testing.assert_array_equal(load(files["language.safetensors"])["lstm_readout.weight"], cell.W_hy)
    assert 'about["inputs"]' in test.code[-1].value


@pytest.mark.parametrize(("lang", "label"), [("en", "Take this network along"), ("zh", "把这个网络带走")])
def test_the_translator_that_is_walked_through_is_offered_with_its_phrase(taken, lang, label):
    for way in WAYS:
        test, files = taken("translation", lang=lang, through=way, example="zeros")
        network = translator(lang, way).network
        (data,) = (files[name] for name in files if name == f"translation-{lang}-{way}.safetensors")
        saved = load(data)
        np.testing.assert_array_equal(saved["readout.weight"], network.decoder.W_hy)
        assert ("attention.W_q" in saved) == (way == "attention")
        (fold,) = (each for each in test.expander if each.label == label)
        assert f'print(translate("{EXAMPLES[lang]["zeros"]}"))' in fold.code[0].value
