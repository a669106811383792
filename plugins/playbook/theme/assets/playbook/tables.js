// A field that searches a long table or a set of cards, and headers that stay in sight. Without script everything is shown.
(() => {
  "use strict"
  const text = JSON.parse(document.querySelector("#pb-text")?.textContent || "{}")
  const plain = string => string.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  // Where a page has a filter of its own for its tables.
  const filtered = document.querySelector("[data-pb-filters]")
  let number = 0

  // The rows that belong together because a cell reaches over them.
  const groups = table => {
    const found = []
    for (const body of table.tBodies) {
      let reach = 0
      for (const row of body.rows) {
        if (reach > 0) found.at(-1).push(row)
        else found.push([row])
        reach = Math.max(reach - 1, ...[...row.cells].map(cell => cell.rowSpan - 1))
      }
    }
    return found
  }

  const searchable = part => {
    const items = (part.matches("table") ? groups(part) : [...part.children].map(one => [one]))
      .map(rows => ({ rows, words: plain(rows.map(row => row.textContent).join(" ")) }))
    if (items.length < 2) return
    const all = items.reduce((sum, { rows }) => sum + rows.length, 0)

    const box = document.createElement("div")
    box.className = "gb-find"
    const label = document.createElement("label")
    label.textContent = part.matches("table") ? text["tables.search"] : text["tables.cards"]
    label.htmlFor = `gb-find-${++number}`
    const field = document.createElement("input")
    field.type = "search"
    field.id = label.htmlFor
    field.autocomplete = "off"
    const status = document.createElement("p")
    status.setAttribute("role", "status")
    box.append(label, field, status)

    field.addEventListener("input", () => {
      const wanted = plain(field.value).split(/\s+/).filter(Boolean)
      let shown = 0
      items.forEach(({ rows, words }) => {
        const fits = wanted.every(word => words.includes(word))
        rows.forEach(row => { row.hidden = !fits })
        shown += fits ? rows.length : 0
      })
      status.textContent = wanted.length ? text["tables.found"].replace("{shown}", shown).replace("{all}", all) : ""
    })
    ;(part.closest(".md-typeset__scrollwrap") || part).before(box)
  }

  // A header can only stay in sight of the window where nothing scrolls between the two, so where the table is not too wide.
  const sticky = table => {
    const observer = new ResizeObserver(() => {
      const wrapper = table.closest(".md-typeset__scrollwrap")
      if (!wrapper) return
      observer.observe(wrapper)
      // Material's frame around the table has the margins that the table itself does not count.
      const frame = table.closest(".md-typeset__table") || table
      wrapper.classList.toggle("gb-sticky", frame.offsetWidth <= wrapper.clientWidth)
    })
    observer.observe(table)
  }

  document.querySelectorAll("[data-gb-filter]").forEach(part => {
    if (text["tables.search"] && !filtered) searchable(part)
    if (part.tHead && !part.tHead.matches(".gb-visually-hidden")) sticky(part)
  })
})()
