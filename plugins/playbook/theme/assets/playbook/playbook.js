// What the page gains from script. Without it everything can be read: the menu is then a link to the navigation below
// the page, tabs are radio buttons, figures have their place in the text.
(() => {
  "use strict"

  const find = (selector, from = document) => from.querySelector(selector)
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]
  const text = JSON.parse(find("#pb-text")?.textContent || "{}")

  // Material opens the menu and the search with check boxes whose labels cannot be reached by keyboard.
  const box = name => find(`[data-md-toggle="${name}"]`)
  const narrow = matchMedia("(max-width: 76.234375em)")

  const menu = () => {
    const button = find("[data-pb-toggle=drawer]")
    const toggle = box("drawer")
    const drawer = find(".md-sidebar--primary")
    if (!button || !toggle || !drawer) return
    const open = button.getAttribute("aria-label")
    button.setAttribute("role", "button")
    button.setAttribute("aria-controls", "pb-navigation")
    // The drawer is the only part that can be reached while it is open, but for the button that closes it.
    const rest = all(".pb-languages, .pb-tabs, .md-content, .pb-footer, .md-sidebar--secondary, .pb-wordmark")
    const update = () => {
      const shown = toggle.checked && narrow.matches
      button.setAttribute("aria-expanded", String(shown))
      button.setAttribute("aria-label", shown ? button.dataset.pbClose || open : open)
      rest.forEach(part => { part.inert = shown })
      return shown
    }
    const set = shown => {
      if (toggle.checked !== shown) toggle.click()
    }
    toggle.addEventListener("change", () => {
      if (update()) (find("[aria-current=page]", drawer) || find("a", drawer))?.focus({ preventScroll: true })
      else if (narrow.matches) button.focus({ preventScroll: true })
    })
    narrow.addEventListener("change", update)
    button.addEventListener("click", event => {
      event.preventDefault()
      set(!toggle.checked)
    })
    button.addEventListener("keydown", event => {
      if (event.key === " ") {
        event.preventDefault()
        set(!toggle.checked)
      }
    })
    document.addEventListener("keydown", event => {
      if (event.key === "Escape" && toggle.checked) set(false)
    })
    update()
  }

  // The page is in sight in a long navigation from the start.
  const place = () => {
    const link = find(".pb-nav [aria-current=page]")
    const frame = link?.closest(".md-sidebar__scrollwrap")
    if (!frame) return
    const show = () => {
      const [seen, own] = [frame, link].map(part => part.getBoundingClientRect())
      if (own.top < seen.top || own.bottom > seen.bottom) frame.scrollTop += own.top - seen.top - (seen.height - own.height) / 2
    }
    show()
    // Material gives the sidebar its height once everything is loaded.
    addEventListener("load", () => requestAnimationFrame(show), { once: true })
  }

  const search = () => {
    const dialog = find("[data-md-component=search]")
    const toggle = box("search")
    if (!dialog || !toggle) return
    if (text.search) dialog.setAttribute("aria-label", text.search)
    const button = find("[data-pb-toggle=search]")
    const input = find(".md-search__input", dialog)
    button?.addEventListener("click", () => {
      if (!toggle.checked) toggle.click()
      input.focus()
    })
    toggle.addEventListener("change", () => {
      if (!toggle.checked && button?.offsetParent) button.focus()
    })
  }

  // A table or a listing that is wider than the page is scrolled by keyboard too.
  const scrollers = () => {
    const mark = (part, name) => {
      if (part.scrollWidth > part.clientWidth) {
        if (part.getAttribute("tabindex") !== "0") part.tabIndex = 0
        part.setAttribute("role", "region")
        part.setAttribute("aria-label", name)
      } else if (part.getAttribute("role") === "region") {
        for (const attribute of ["tabindex", "role", "aria-label"]) part.removeAttribute(attribute)
      }
    }
    // Each region has a name of its own: "Table 2".
    const numbered = (name, part, selector) => `${name} ${all(selector).indexOf(part) + 1}`
    const listing = code => mark(code, numbered(text.code, code, "pre > code"))
    // Material takes the place of a listing in the order of focus away where there is no mouse.
    const guard = new MutationObserver(changes => changes.forEach(({ target }) => listing(target)))
    const observer = new ResizeObserver(entries => entries.forEach(({ target }) => {
      if (target.matches("code")) {
        listing(target)
        guard.observe(target, { attributeFilter: ["tabindex"] })
        // Material's `nav` around the copy button is no landmark.
        find(".md-code__nav", target.parentElement)?.setAttribute("role", "none")
      } else if (target.matches("table")) {
        const wrapper = target.closest(".md-typeset__scrollwrap")
        if (wrapper) observer.observe(wrapper)
      } else mark(target, find("caption", target)?.textContent || numbered(text.table, find("table", target), "table"))
    }))
    // Material puts each table into its wrapper a little later; the observer tells when the page is laid out.
    all(".md-typeset table, .md-typeset pre > code").forEach(part => observer.observe(part))
  }

  // Shown as cards, a table stays one for those who listen: some browsers take its parts for what they look like.
  const stacks = () => all("[data-gb-stack]").forEach(table => {
    const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" }
    table.setAttribute("role", "table")
    for (const [name, role] of Object.entries(roles)) all(name, table).forEach(part => part.setAttribute("role", role))
    all("tbody th", table).forEach(part => part.setAttribute("role", "rowheader"))
  })

  // Lines of a title do not end after a short prefix ("to-be", "e-signature"); its characters stay as they are.
  const titles = () => {
    const prefixed = /^\P{L}*\p{L}{1,2}-\p{L}.{0,20}$/u
    all("h1, h2, h3, h4, h5, h6, th, summary, .pb-nav a, .pb-toc a, .pb-cards a, .gb-cards__title, .gb-card a, .pb-pagination a").forEach(title => {
      const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
      const found = []
      while (walker.nextNode()) if (walker.currentNode.data.includes("-")) found.push(walker.currentNode)
      found.forEach(node => node.replaceWith(...node.data.split(/(\s+)/).map(word => {
        if (!prefixed.test(word)) return word
        const whole = document.createElement("span")
        whole.className = "pb-whole"
        whole.textContent = word
        return whole
      })))
    })
  }

  const icon = "<svg viewBox='0 0 24 24' aria-hidden='true'><path d='M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z'/></svg>"

  // The file from which the shown one was made: NAME-DIGEST.png for NAME-DIGEST-750.avif.
  const original = image => {
    const shown = image.currentSrc || image.src
    const made = shown.match(/^(.+-[0-9a-f]{8})-\d+\.(?:avif|webp)$/)
    if (!made) return shown
    const named = [image.src, ...all("source", image.parentElement).map(source => new URL(source.srcset, document.baseURI).href)]
    return named.find(address => address.startsWith(`${made[1]}.`)) || shown
  }

  const figures = () => {
    if (!window.HTMLDialogElement || !text.zoom) return
    let viewer
    const show = (image, caption, back) => {
      if (!viewer) {
        viewer = document.createElement("dialog")
        viewer.className = "pb-viewer"
        viewer.innerHTML = "<div class='pb-viewer__picture' tabindex='0' role='group'></div><div class='pb-viewer__bar'><span></span><button type='button'></button></div>"
        find("button", viewer).textContent = text.close
        find("button", viewer).addEventListener("click", () => viewer.close())
        find(".pb-viewer__picture", viewer).addEventListener("click", () => viewer.close())
        document.body.append(viewer)
      }
      const copy = image.cloneNode()
      copy.classList.remove("pb-zoomable")
      for (const name of ["id", "width", "height", "loading", "style"]) copy.removeAttribute(name)
      copy.src = original(image)
      copy.style.setProperty("--pb-ratio", image.naturalWidth / image.naturalHeight || 1)
      find(".pb-viewer__picture", viewer).replaceChildren(copy)
      find("span", viewer).textContent = caption
      viewer.setAttribute("aria-label", caption || image.alt || text.zoom)
      find(".pb-viewer__picture", viewer).setAttribute("aria-label", caption || image.alt || text.zoom)
      viewer.onclose = () => back.focus({ preventScroll: true })
      viewer.showModal()
    }
    const enlarge = figure => {
      const image = find("img", figure)
      if (!image || image.closest("a")) return
      const caption = find("figcaption", figure)?.textContent.trim() || ""
      const button = document.createElement("button")
      button.type = "button"
      button.className = "pb-zoom"
      button.setAttribute("aria-label", caption ? text.zoomed.replace("{caption}", () => caption) : text.zoom)
      button.innerHTML = icon
      button.addEventListener("click", () => show(image, caption, button))
      image.classList.add("pb-zoomable")
      image.addEventListener("click", () => show(image, caption, button))
      figure.append(button)
    }
    all(".gb-figure").forEach(enlarge)
    // A figure that a script adds says so.
    document.addEventListener("pb:figure", event => enlarge(event.target))
  }

  // The content of another site is loaded when the reader asks for it, and not before.
  const players = () => all("[data-gb-player]").forEach(embed => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "gb-embed__play"
    button.textContent = `${embed.dataset.gbPlay} (${new URL(embed.dataset.gbPlayer).hostname})`
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe")
      frame.src = embed.dataset.gbPlayer
      frame.title = find(".gb-embed__site", embed)?.textContent || embed.dataset.gbPlay
      frame.allow = "fullscreen"
      frame.referrerPolicy = "strict-origin-when-cross-origin"
      button.replaceWith(frame)
      frame.focus()
    })
    find(".gb-embed__link", embed)?.after(button)
  })

  // Buttons of a page that start a search.
  const queries = () => all("[data-gb-search]").forEach(button => button.addEventListener("click", event => {
    const toggle = box("search")
    const input = find(".md-search__input")
    if (!toggle || !input) return
    event.preventDefault()
    if (!toggle.checked) toggle.click()
    input.focus()
    if (button.dataset.gbSearch) {
      input.value = button.dataset.gbSearch
      input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
    }
  }))

  // An open group of the bar of sections is closed by going on elsewhere.
  const tabs = () => {
    const groups = all(".pb-tabs details")
    const close = but => groups.forEach(group => { if (group !== but) group.open = false })
    document.addEventListener("click", event => close(event.target.closest?.(".pb-tabs details")))
    document.addEventListener("keydown", event => {
      const open = event.key === "Escape" && groups.find(group => group.open)
      if (!open) return
      close()
      find("summary", open).focus()
    })
  }

  // Whatever an address names is opened, with all that holds it.
  const reveal = () => {
    let name
    try {
      name = decodeURIComponent(location.hash.slice(1))
    } catch {
      return
    }
    const target = name && document.getElementById(name)
    if (!target?.closest(".md-content")) return
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

  const addresses = () => {
    addEventListener("hashchange", reveal)
    if (location.hash) reveal()
  }

  // Print shows closed parts too; browsers without ::details-content need them opened.
  const print = () => {
    let closed = []
    addEventListener("beforeprint", () => {
      closed = all(".md-typeset details:not([open])")
      closed.forEach(part => { part.open = true })
    })
    addEventListener("afterprint", () => closed.forEach(part => { part.open = false }))
  }

  const start = () => [titles, menu, place, search, stacks, scrollers, figures, players, queries, tabs, addresses, print].forEach(part => part())
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start)
  else start()
})()
