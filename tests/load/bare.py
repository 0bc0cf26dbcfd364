"""The least that a page of ours could be, to be measured beside them: a slider, a chart, and the address.

Run by ``streamlit run`` with the shipped configuration; what it shows is what `BARE` asks for.
"""

import plotly.graph_objects as go
import streamlit as st

st.title("Vanishing or preserved")
bias = st.slider("Forget bias", -5.0, 5.0, 1.0, key="fb")
st.plotly_chart(go.Figure(go.Scatter(y=[bias * k for k in range(60)])))
address = st.components.v2.component("rnnlstm_link", js="export default () => {}")
address(data={"settings": {"fb": f"{bias:g}"}}, key="link")
