// The choice of versions works without this; with it, it closes like any other menu.
(() => {
  "use strict"

  const menus = () => document.querySelectorAll(".pb-versions[open]")

  document.addEventListener("click", event => menus().forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false
  }))
  document.addEventListener("focusin", event => menus().forEach(menu => {
    if (!menu.contains(event.target)) menu.open = false
  }))
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    menus().forEach(menu => {
      const within = menu.contains(document.activeElement)
      menu.open = false
      if (within) menu.querySelector("summary").focus()
    })
  })
})()
