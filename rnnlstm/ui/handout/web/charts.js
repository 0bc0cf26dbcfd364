// @ts-check
/** Draws the figures of a page of the site, each when it comes near, with the script of Plotly beside the page. */
{
  const { Plotly } = /** @type {any} */ (globalThis);
  const OPTIONS = {
    displaylogo: false,
    responsive: true,
    modeBarButtonsToRemove: ["zoom", "pan", "zoomIn", "zoomOut"],
  };

  /** @param {Element} figure */
  function draw(figure) {
    const told = figure.querySelector("script");
    if (!told) return;
    const { data, layout } = JSON.parse(told.textContent ?? "");
    told.remove();
    Plotly.newPlot(figure, data, { ...layout, autosize: true }, OPTIONS);
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) draw(target);
    },
    { rootMargin: "600px" },
  );
  const figures = document.querySelectorAll("figure.chart");
  for (const figure of figures) near.observe(figure);
  addEventListener("beforeprint", () => figures.forEach(draw));
}
