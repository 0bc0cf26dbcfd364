import numpy as np

from rnnlstm.figures.change import change_chart
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import NETWORKS
from support.checks import checked


def draw(**curves):
    drawn = []
    for kind, values in curves.items():
        name = "RNN" if kind == "real" else "RNN: derivative"
        drawn.append(
            Curve(
                name,
                np.array(values),
                NETWORKS["RNN"],
                "solid" if kind == "real" else "dot",
                np.array([2, 3, 4]),
                "" if kind == "real" else "derivative",
            )
        )
    words = Words("title", "step", "norm")
    return checked(change_chart(drawn, list("a<bc"), mode="light", words=words))


def test_curves_begin_at_the_step_of_the_change():
    figure = draw(real=[1.0, 0.5, 0.0], predicted=[2.0, 1e-9, 1e-12])
    real, predicted, legend = figure.data
    np.testing.assert_array_equal(real.x, [2, 3, 4])
    np.testing.assert_array_equal(real.y, [1, 0.5, np.nan])
    assert (real.line.dash, predicted.line.dash) == ("solid", "dot")
    assert real.line.color == predicted.line.color
    assert (real.showlegend, predicted.showlegend, legend.name.strip()) == (True, False, "derivative")


def test_the_axis_has_all_steps_and_what_is_read_there():
    axis = draw(real=[1.0, 1.0, 1.0]).layout.xaxis
    assert list(axis.ticktext) == ["a<br>1", "&lt;<br>2", "b<br>3", "c<br>4"]
    assert tuple(axis.range) == (0.5, 4.5)


def test_what_vanishes_is_still_on_the_page():
    low, high = draw(real=[1.0, 1.0, 1.0], predicted=[1.0, 1e-9, 1e-12]).layout.yaxis.range
    assert low <= -12 and high >= 0
