"""All that can be read on a page, as AppTest has it."""

import re

from rnnlstm.ui.lessons.laboratory import VARIANTS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = (
    {"RNN", "LSTM", "GRU", "tanh", "sigmoid", "ReLU", "English", "中文", "Language · 语言"}
    | {
        "PyTorch",
        "Keras",
    }
    | {variant.label for variant in VARIANTS.values()}
)


def words(test):
    """Return all that can be read on a page, but for the learner's own input and numbers."""
    labelled = [
        *test.slider,
        *test.selectbox,
        *test.text_input,
        *test.button_group,
        *test.button,
        *test.expander,
    ]
    labelled += [*test.metric, *test.get("download_button")]
    found = [element.label for element in labelled]
    found += [element.help for element in test.slider if element.help]
    for element in [*test.selectbox, *test.button_group]:
        found += [option if isinstance(option, str) else option.content for option in element.options]
    found += [element.value for element in [*test.title, *test.header, *test.warning, *test.error]]
    found += [element.proto.label for element in test.get("page_link")]
    found += [block.value for block in test.markdown]
    found += [chart.proto.alt for chart in test.get("plotly_chart")]
    popovers = [block.proto.popover for block in blocks(test._tree) if block.type == "popover"]
    found += [popover.label for popover in popovers]
    return [word for word in found if word and word not in SAME_IN_BOTH and not word.isdigit()]


def blocks(node):
    for child in getattr(node, "children", {}).values():
        if hasattr(child, "children"):
            yield child
            yield from blocks(child)
