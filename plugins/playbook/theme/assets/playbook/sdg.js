// What the pages of the investment framework gain from script. Without it cards open by pointer and by keyboard, and
// the tables of the matrix show every row.
(() => {
  "use strict"

  const all = (selector, from = document) => [...from.querySelectorAll(selector)]

  // Escape closes a card without moving the focus (WCAG 1.4.13); a card that would leave the window opens to the other side.
  const cards = () => {
    const terms = all(".sdg-term")
    if (!terms.length) return
    const place = term => {
      const card = term.querySelector(".sdg-card")
      card.classList.remove("sdg-card--end")
      card.style.marginInlineStart = ""
      const room = document.documentElement.clientWidth - 8
      const box = card.getBoundingClientRect()
      if (box.right <= room) return
      card.classList.add("sdg-card--end")
      if (card.getBoundingClientRect().left >= 8) return
      card.classList.remove("sdg-card--end")
      card.style.marginInlineStart = `${room - box.right}px`
    }
    terms.forEach(term => {
      const open = () => {
        term.classList.remove("sdg-term--closed")
        place(term)
      }
      term.addEventListener("pointerenter", open)
      term.addEventListener("focusin", open)
    })
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape") return
      terms.filter(term => term.matches(":hover, :focus-within")).forEach(term => term.classList.add("sdg-term--closed"))
    })
  }

  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  const matrix = () => {
    const words = document.querySelector("#sdg-filter-words")
    if (!words) return
    const text = JSON.parse(words.textContent)
    const tables = all(".pb-body table").slice(1)
    const rows = tables.flatMap(table => all("tbody tr", table)).map(row => ({
      row,
      text: fold(row.textContent),
      open: Boolean(row.querySelector("em")),
    }))
    const bar = document.createElement("div")
    bar.className = "sdg-filter"
    bar.setAttribute("role", "search")
    bar.innerHTML = "<label><span></span><input type=search></label><label><input type=checkbox><span></span></label><output></output>"
    const [name, only] = all("span", bar)
    const [field, box] = all("input", bar)
    const count = bar.querySelector("output")
    name.textContent = text.label
    only.textContent = text.open
    bar.setAttribute("aria-label", text.label)
    const update = () => {
      const wanted = fold(field.value.trim())
      let shown = 0
      rows.forEach(({ row, text, open }) => {
        row.hidden = !(text.includes(wanted) && (!box.checked || open))
        shown += row.hidden ? 0 : 1
      })
      count.textContent = text.found.replace("{shown}", shown).replace("{all}", rows.length)
    }
    bar.addEventListener("input", update)
    tables[0]?.closest(".md-typeset__scrollwrap, table").before(bar)
    update()
  }

  const start = () => [cards, matrix].forEach(part => part())
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start)
  else start()
})()
