// Diagrams are drawn from their text when they come near, by Mermaid's own library, which comes with the site in parts: a page
// loads those that its kinds of diagrams need. Without script, and whenever drawing fails, the text is what readers have.
(() => {
  "use strict"
  const text = JSON.parse(document.querySelector("#pb-text")?.textContent || "{}")
  const library = new URL("drawing.js", document.currentScript.src)
  const sources = [...document.querySelectorAll("pre.gb-mermaid")]
  const drawings = new Map()
  let last = Promise.resolve()
  let frame

  // The document in which diagrams are drawn.
  const studio = () => frame ??= new Promise((resolve, reject) => {
    const made = document.createElement("iframe")
    const policy = `default-src 'none'; script-src ${library.origin}; style-src 'unsafe-inline'`
    made.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><body><script type="module" src="${library.href}"></` + "script>"
    made.title = text["diagrams.name"]
    made.inert = true
    made.style.cssText = "position:absolute;top:0;left:0;height:0;border:0;visibility:hidden"
    made.addEventListener("ready", () => resolve(made))
    setTimeout(() => reject(new Error("the library did not arrive")), 60000)
    document.body.append(made)
  })

  const colour = name => getComputedStyle(document.body).getPropertyValue(`--pb-${name}`).trim()
  const channels = hex => hex.replace("#", "").replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3").match(/../g).map(pair => parseInt(pair, 16))
  // A tone of a colour on which text can be read.
  const tone = name => {
    const page = channels(colour("page"))
    return `rgb(${channels(colour(name)).map((value, index) => Math.round(page[index] + (value - page[index]) * 0.3))})`
  }
  const configuration = () => {
    const ink = colour("ink")
    const variables = {
      darkMode: document.body.dataset.mdColorScheme === "slate",
      background: colour("page"),
      textColor: ink,
      lineColor: colour("muted"),
      noteBkgColor: colour("warning-surface"),
      noteTextColor: ink,
      noteBorderColor: colour("warning"),
      edgeLabelBackground: colour("surface"),
      pieOpacity: "1",
      pieStrokeColor: colour("page"),
      pieOuterStrokeColor: colour("rule-strong"),
    }
    for (const [kind, fill, border] of [["primary", "info-surface", "info"], ["secondary", "success-surface", "success"], ["tertiary", "surface", "rule-strong"]]) {
      Object.assign(variables, { [`${kind}Color`]: colour(fill), [`${kind}TextColor`]: ink, [`${kind}BorderColor`]: colour(border) })
    }
    const names = ["info", "warning", "success", "danger", "faint", "gold"]
    for (let index = 0; index < 12; index++) {
      const fill = tone(names[index % names.length])
      Object.assign(variables, { [`pie${index + 1}`]: fill, [`cScale${index}`]: fill, [`cScaleLabel${index}`]: ink })
      if (index < 8) Object.assign(variables, { [`fillType${index}`]: fill, [`git${index}`]: fill, [`gitBranchLabel${index}`]: ink })
    }
    return {
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      // What an author's text may not change.
      secure: ["secure", "securityLevel", "startOnLoad", "suppressErrorRendering", "maxTextSize", "maxEdges", "fontFamily", "themeCSS"],
      fontFamily: getComputedStyle(document.body).fontFamily,
      theme: "base",
      themeVariables: variables,
    }
  }

  // As the source of an image, a drawing can run nothing and ask for nothing, whatever its text holds.
  const image = (markup, picture) => {
    const svg = new DOMParser().parseFromString(markup, "text/html").querySelector("svg")
    const [, , width, height] = (svg.getAttribute("viewBox") || "0 0 600 400").split(/[\s,]+/).map(Number)
    svg.style.removeProperty("max-width")
    svg.setAttribute("width", width)
    svg.setAttribute("height", height)
    picture.width = Math.ceil(width)
    picture.height = Math.ceil(height)
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`
    return ["title", "desc"].map(name => svg.querySelector(`:scope > ${name}`)?.textContent.trim()).filter(Boolean).join(". ")
  }

  const place = (source, picture) => {
    const figure = document.createElement("figure")
    const details = document.createElement("details")
    const summary = document.createElement("summary")
    figure.className = "gb-figure gb-diagram"
    details.className = "gb-diagram__text"
    summary.textContent = text["diagrams.text"]
    source.replaceWith(figure)
    details.append(summary, source)
    figure.append(picture, details)
    figure.dispatchEvent(new Event("pb:figure", { bubbles: true }))
  }

  const draw = async source => {
    const room = await studio()
    // Some kinds are as wide as what holds them.
    room.style.width = `${Math.max(600, source.closest(".md-typeset")?.clientWidth || 0)}px`
    const markup = await room.contentWindow.draw(configuration(), source.textContent)
    const picture = drawings.get(source) || document.createElement("img")
    picture.alt = image(markup, picture) || `${text["diagrams.name"]} ${sources.indexOf(source) + 1}`
    if (!drawings.has(source)) place(source, picture)
    drawings.set(source, picture)
  }
  // One after the other: the library has one configuration for all of them.
  const queue = source => {
    last = last.then(() => draw(source)).catch(error => console.info(`A diagram is shown as text: ${error.message || error}`))
  }

  const observer = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(({ target }) => {
    observer.unobserve(target)
    queue(target)
  }), { rootMargin: "600px" })
  sources.forEach(source => observer.observe(source))
  new MutationObserver(() => drawings.forEach((_, source) => queue(source)))
    .observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
})()
