// What GitBook's blocks gain from script: players on request, buttons that search, and addresses of tabs and
// expandables. Without it an embed is a link, a tab can be chosen, and all can be read.
(() => {
  "use strict"

  const all = (selector, from = document) => [...from.querySelectorAll(selector)]

  // A player is loaded when the reader asks for it, and not before: until then no one else knows of the visit.
  const players = () => all("[data-gb-player]").forEach(figure => {
    const link = figure.querySelector(".gb-embed__link")
    if (!link) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "md-button gb-embed__play"
    button.textContent = figure.dataset.gbPlay
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe")
      frame.src = figure.dataset.gbPlayer
      frame.title = link.textContent
      frame.allow = "fullscreen; picture-in-picture"
      frame.referrerPolicy = "strict-origin-when-cross-origin"
      frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups allow-forms"
      figure.insertBefore(frame, link)
      button.remove()
      frame.focus()
    })
    link.after(button)
  })

  const searches = () => all("[data-gb-search]").forEach(link => link.addEventListener("click", event => {
    const toggle = document.querySelector("[data-md-toggle=search]")
    const input = document.querySelector(".md-search__input")
    if (!toggle || !input) return
    event.preventDefault()
    if (!toggle.checked) toggle.click()
    input.value = link.dataset.gbSearch
    input.focus()
    input.dispatchEvent(new Event("input", { bubbles: true }))
    input.dispatchEvent(new Event("keyup", { bubbles: true }))
  }))

  // Whatever an address names is opened, with all that holds it.
  const reveal = () => {
    let name
    try {
      name = decodeURIComponent(location.hash.slice(1))
    } catch {
      return
    }
    const target = name && document.getElementById(name)
    if (!target || !target.closest(".md-content")) return
    for (let part = target; part; part = part.parentElement) {
      if (part.matches("details")) part.open = true
      if (part.matches(".tabbed-block")) {
        const place = [...part.parentElement.children].filter(one => one.matches(".tabbed-block")).indexOf(part)
        const radio = all(":scope > input", part.closest(".tabbed-set"))[place]
        if (radio && !radio.checked) radio.click()
      }
    }
    target.scrollIntoView()
  }

  // Where a project brings the library, Material draws the diagrams; else their text is shown.
  if (typeof window.mermaid === "object" && !(window.mermaid instanceof Element)) {
    all("pre.gb-mermaid").forEach(diagram => diagram.classList.replace("gb-mermaid", "mermaid"))
  }

  const start = () => {
    players()
    searches()
    if (location.hash) reveal()
    addEventListener("hashchange", reveal)
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start)
  else start()
})()
