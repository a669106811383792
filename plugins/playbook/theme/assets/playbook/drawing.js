// Draws diagrams in a document of its own, which may load nothing but this library: the style of the page does not reach into it,
// and nothing that a text names is asked for. See diagrams.js.
import mermaid from "./mermaid/mermaid.esm.min.js"

let number = 0

window.draw = async (configuration, text) => {
  mermaid.initialize(configuration)
  try {
    const { svg } = await mermaid.render(`gb-diagram-${++number}`, text)
    return svg
  } finally {
    document.body.replaceChildren()
  }
}
window.frameElement.dispatchEvent(new Event("ready"))
