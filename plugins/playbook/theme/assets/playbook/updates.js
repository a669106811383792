// The entries of a timeline, filtered by tag. Without script all of them are shown.
(() => {
  "use strict"
  const text = JSON.parse(document.querySelector("#pb-text")?.textContent || "{}")
  if (!text["updates.filter"]) return

  const filter = timeline => {
    const entries = [...timeline.children].filter(one => one.matches(".gb-update")).map(entry => ({
      entry,
      tags: [...entry.querySelectorAll(":scope > .gb-update__about .gb-chip")].map(chip => chip.textContent.trim()),
    }))
    const counts = new Map()
    entries.forEach(({ tags }) => new Set(tags).forEach(tag => counts.set(tag, (counts.get(tag) || 0) + 1)))
    if (counts.size < 2 || entries.length < 2) return

    const box = document.createElement("div")
    box.className = "gb-filter"
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", text["updates.filter"])
    const status = document.createElement("p")
    status.className = "gb-filter__status"
    status.setAttribute("role", "status")
    const buttons = new Map()
    const chosen = new Set()

    const show = () => {
      let shown = 0
      entries.forEach(({ entry, tags }) => {
        entry.hidden = chosen.size > 0 && !tags.some(tag => chosen.has(tag))
        shown += !entry.hidden
      })
      buttons.forEach((button, tag) => button.setAttribute("aria-pressed", String(tag ? chosen.has(tag) : !chosen.size)))
      status.textContent = text["updates.shown"].replace("{shown}", shown).replace("{all}", entries.length)
    }
    const add = (tag, label, count) => {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "gb-filter__choice"
      button.textContent = label
      const number = document.createElement("span")
      number.textContent = ` (${count})`
      button.append(number)
      button.addEventListener("click", () => {
        if (!tag) chosen.clear()
        else if (!chosen.delete(tag)) chosen.add(tag)
        show()
      })
      buttons.set(tag, button)
      box.append(button)
    }
    add("", text["updates.all"], entries.length)
    counts.forEach((count, tag) => add(tag, tag, count))
    timeline.before(box, status)
    show()

    // What an address names is shown, whatever was chosen.
    const reveal = () => {
      let target
      try {
        target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
      } catch {
        return
      }
      if (!target?.closest(".gb-update[hidden]") || !timeline.contains(target)) return
      chosen.clear()
      show()
      target.scrollIntoView()
    }
    addEventListener("hashchange", reveal)
    // A link to where the address already leads is no change of the address.
    document.addEventListener("click", event => {
      if (event.target.closest("a[href*='#']")) setTimeout(reveal)
    })
  }

  document.querySelectorAll(".gb-updates").forEach(filter)
})()
