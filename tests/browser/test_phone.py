"""On a phone: nothing too small to be read, nothing too small to be tapped."""

import pytest

from support.browser import settle

# Letters of a drawing are as large as it is drawn. Plotly's exponents are its own.
TOO_SMALL = """() => {
    const roots = [document, ...[...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? [])];
    const all = roots.flatMap((root) => [...root.querySelectorAll("*")])
        .filter((each) => each.checkVisibility({visibilityProperty: true})
            && !each.closest(".js-plotly-plot, .katex-mathml, [data-testid=stIconMaterial], style, script"));
    const scale = (each) => {
        const matrix = each.closest("svg") && each.getScreenCTM?.();
        return matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    };
    const written = all.filter((each) => each.getBoundingClientRect().width > 2
        && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
    const tapped = all.filter((each) => !each.closest("svg, a")
        && each.matches("button, select, input, summary, [role=button], [role=slider], [role=radio]"));
    return [
        ...written.map((each) => [parseFloat(getComputedStyle(each).fontSize) * scale(each), each])
            .filter(([size]) => size < 10.95)
            .map(([size, each]) => `${size.toFixed(1)} px: ${each.textContent.slice(0, 20)}`),
        ...tapped.map((each) => [each.getBoundingClientRect(), each])
            .filter(([{width, height}]) => width > 1 && height > 1 && (width < 23.5 || height < 23.5))
            .map(([{width, height}, each]) => `${width} × ${height}: ${each.outerHTML.slice(0, 80)}`),
    ];
}"""


@pytest.mark.parametrize("name", ["rnn_forward", "lstm_forward", "lstm_backward", "gru_backward", "film"])
def test_nothing_is_too_small_on_a_phone(open_page, name):
    page = open_page(f"{name}?lang=en", width=390, height=844, has_touch=True, is_mobile=True)
    settle(page)
    page.wait_for_timeout(500)
    assert page.evaluate(TOO_SMALL) == []
