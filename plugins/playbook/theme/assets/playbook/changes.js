// From change to change. Without script the list above the page leads to each part in which something changed.
(() => {
  "use strict"

  const steps = document.querySelector(".diff-steps"),
    stops = [...document.querySelectorAll("[data-diff-stop]")]
  if (!steps || !stops.length) return

  const place = steps.querySelector("[data-diff-of]")
  let at = -1

  const tell = () => {
    place.textContent = `${at + 1} / ${stops.length}`
  }

  const go = step => {
    at = Math.min(Math.max(at + step, 0), stops.length - 1)
    const stop = stops[at]
    for (let fold = stop.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
    stop.tabIndex = -1
    stop.focus({ preventScroll: true })
    stop.scrollIntoView({ block: "center" })
    tell()
  }

  const reached = () => {
    let name
    try {
      name = decodeURIComponent(location.hash.slice(1))
    } catch {
      return
    }
    const found = stops.findIndex(stop => stop.id === name)
    if (found >= 0) at = found
    tell()
  }

  steps.addEventListener("click", event => {
    const button = event.target.closest("[data-diff-step]")
    if (button) go(Number(button.dataset.diffStep))
  })

  // Single letters act only while a change has the focus (WCAG 2.1.4).
  stops.forEach(stop => stop.addEventListener("keydown", event => {
    const step = { n: 1, p: -1 }[event.key.toLowerCase()]
    if (!step || event.target !== stop || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    go(step)
  }))

  addEventListener("hashchange", reached)
  steps.hidden = false
  reached()
})()
