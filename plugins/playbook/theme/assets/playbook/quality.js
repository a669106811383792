// The tables of the quality page, sorted by any column and filtered by words. Without script every row is shown.
(() => {
  "use strict"
  const text = JSON.parse(document.querySelector("#pb-text")?.textContent || "{}")
  if (!text["quality.filter"]) return
  const fold = value => value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  const regions = [...document.querySelectorAll(".pb-quality")]
  const order = cell => cell.dataset.order ?? cell.textContent
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare

  regions.forEach(region => {
    const body = region.querySelector("tbody")
    const heads = [...region.querySelectorAll("th")]
    heads.forEach((head, column) => {
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = head.textContent
      head.replaceChildren(button)
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending"
        heads.forEach(one => one.removeAttribute("aria-sort"))
        head.setAttribute("aria-sort", down ? "descending" : "ascending")
        const rows = [...body.rows].sort((a, b) => compare(order(a.cells[column]), order(b.cells[column])))
        body.append(...(down ? rows.reverse() : rows))
      })
    })
  })

  const last = regions.at(-1)
  const rows = [...last.querySelectorAll("tbody tr")].map(row => ({ row, words: fold(row.textContent) }))
  const bar = document.createElement("div")
  bar.className = "pb-quality-filter"
  bar.setAttribute("role", "search")
  bar.setAttribute("aria-label", text["quality.filter"])
  bar.innerHTML = "<label><span></span> <input type=search></label><output></output>"
  bar.querySelector("span").textContent = text["quality.filter"]
  const field = bar.querySelector("input")
  const status = bar.querySelector("output")
  const show = () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean)
    let shown = 0
    rows.forEach(({ row, words }) => {
      row.hidden = !wanted.every(word => words.includes(word))
      shown += !row.hidden
    })
    status.textContent = text["quality.shown"].replace("{shown}", shown).replace("{all}", rows.length)
  }
  field.addEventListener("input", show)
  show()
  last.before(bar)
})()
