// @ts-check
/**
 * Brings a page by itself to life: its modules lie in it, compressed; each gets an address of its own, and a map says
 * which name is which.
 */
{
  const { place = "", onward = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const wait = /** @type {HTMLElement} */ (document.getElementById("wait"));

  /** @param {string} text */
  async function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async function start() {
    const packed = document.getElementById("sources")?.textContent ?? "";
    /** @type {Record<string, string>} */
    const sources = JSON.parse(new TextDecoder().decode(await unpacked(packed)));
    const address = (/** @type {string} */ text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const named = Object.entries(sources).filter(([name]) => name.endsWith(".js"));
    const imports = Object.fromEntries(named.map(([name, text]) => [name, address(text)]));
    const map = document.createElement("script");
    map.type = "importmap";
    map.textContent = JSON.stringify({ imports });
    document.head.append(map);
    const { host } = await import(imports["host.js"]);
    await host({ unpacked, styles: sources["style.css"] + sources["print.css"], place, onward });
  }

  start().catch((error) => {
    wait.hidden = false;
    throw error;
  });
}
