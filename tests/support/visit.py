"""Streamlit's AppTest, run as a visitor comes who follows a link."""

import json
from collections.abc import Mapping
from typing import Any

from streamlit.testing.v1 import AppTest

from support.root import ROOT


def visit_script(script, link: Mapping[str, str], **arguments) -> AppTest:
    """Run a function as a page."""
    return _follow(AppTest.from_function(script, kwargs=arguments, default_timeout=20), link)


def visit_page(path: str, link: Mapping[str, str]) -> AppTest:
    """Run a script of the app. AppTest runs one of the folder ``pages`` without ``app.py`` around it."""
    return _follow(AppTest.from_file(ROOT / path, default_timeout=30), link)


def _follow(test: AppTest, link: Mapping[str, str]) -> AppTest:
    for key, value in link.items():
        test.query_params[key] = value
    return run(test)


def run(test: AppTest) -> AppTest:
    """Run a page again, and fail where it fails, or says that something of ours went wrong on it."""
    test.run()
    assert_well(test)
    return test


def assert_well(test: AppTest) -> None:
    assert not test.exception
    failed = [each.key for each in test.button if (each.key or "").startswith("excused-again")]
    assert not failed, failed


def unfold(test: AppTest) -> AppTest:
    """Open all that is folded away and made only when it is opened: the numbers and the code of figures."""
    for fold in test.expander:
        if fold.proto.id:
            test.session_state[fold.proto.id.split("-", 2)[2]] = True
    return run(test)


def codes_of_figures(test: AppTest) -> list[str]:
    """Open all folds, and return the code of the figures, without that which loads networks into PyTorch."""
    return [each.value for each in unfold(test).code if "load_file(" not in each.value]


def through_the_app(name: str, **link: str) -> AppTest:
    """Run a page of the app as ``app.py`` shows it, so that it can lead to other pages."""
    return visit_page("app.py", link).switch_page(f"pages/{name}.py").run()


def press(test: AppTest, label: str) -> AppTest:
    """Press the button that says so."""
    next(button for button in test.button if button.label == label).click().run()
    assert_well(test)
    return test


def steppers(test: AppTest) -> list[Any]:
    """Return what the page has mounted as steppers, as Streamlit sends it."""
    mounted = [each.proto for each in test.get("bidi_component")]
    return [each for each in mounted if each.component_name == "rnnlstm.stepper"]


def alter(test: AppTest, text: str, stepper: int = 0) -> AppTest:
    """Run a page again as the browser does when the learner has altered the network in a stepper.

    AppTest has no way of its own to set a component's trigger.
    """
    states = test._tree.get_widget_states()
    event = states.widgets.add()
    event.id = f"$$STREAMLIT_INTERNAL_KEY_{steppers(test)[stepper].id}__events"
    event.json_trigger_value = json.dumps([{"event": "edits", "value": text}])
    test._run(states)
    assert_well(test)
    return test
