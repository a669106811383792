// The reviewers' desk, sorted by the heads of its columns and filtered by text and state. Without script all pages are shown.
(() => {
  "use strict"
  const text = JSON.parse(document.querySelector("#pb-text")?.textContent || "{}")
  const table = document.querySelector(".pb-desk__pages")
  if (!table || !text["desk.filter"]) return

  const body = table.tBodies[0]
  const rows = [...body.rows]
  const tools = document.createElement("div")
  tools.className = "pb-desk__tools"
  const search = document.createElement("input")
  search.type = "search"
  search.placeholder = text["desk.filter"]
  search.setAttribute("aria-label", text["desk.filter"])
  const choice = document.createElement("select")
  choice.setAttribute("aria-label", text["desk.state"])
  choice.add(new Option(text["desk.all"], ""))
  const states = new Map(rows.map(row => [row.dataset.state, row.cells[1].textContent.split(",")[0]]))
  states.forEach((label, state) => choice.add(new Option(label, state)))
  const status = document.createElement("span")
  status.setAttribute("role", "status")
  tools.append(search, choice, status)
  table.parentElement.before(tools)

  const show = () => {
    const wanted = search.value.trim().toLowerCase()
    let shown = 0
    rows.forEach(row => {
      row.hidden = !(row.textContent.toLowerCase().includes(wanted) && (!choice.value || row.dataset.state === choice.value))
      shown += !row.hidden
    })
    status.textContent = text["desk.found"].replace("{shown}", shown).replace("{all}", rows.length)
  }
  search.addEventListener("input", show)
  choice.addEventListener("change", show)
  show()

  const value = (row, column) => row.cells[column].dataset.order || row.cells[column].textContent.trim()
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare
  const heads = [...table.tHead.rows[0].cells]
  heads.forEach((head, column) => {
    const button = document.createElement("button")
    button.type = "button"
    button.title = text["desk.sort"].replace("{column}", head.textContent)
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending"
      heads.forEach(one => one.removeAttribute("aria-sort"))
      head.setAttribute("aria-sort", falling ? "descending" : "ascending")
      const sorted = [...rows].sort((one, other) => compare(value(one, column), value(other, column)))
      body.append(...(falling ? sorted.reverse() : sorted))
    })
  })
})()
