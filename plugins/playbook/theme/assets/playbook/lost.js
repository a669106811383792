// GitBook does not tell capitals apart, takes `page.md` and `page.html` for `page`, and knows older variants as `/v/NAME`.
// A server of files does none of that: the page of lost addresses leads on, when there is something to lead to.
(async () => {
  "use strict"

  const root = new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href)
  const top = root.pathname.endsWith("/") ? root.pathname : `${root.pathname}/`
  let asked
  try {
    asked = decodeURIComponent(location.pathname)
  } catch {
    return
  }
  const below = directory =>
    asked.toLowerCase().startsWith(directory.toLowerCase()) ? asked.slice(directory.length) : undefined

  // In a site of versions this page is that of the current one, and so is a page whose address names no version.
  const unversioned = async () => {
    const site = top.replace(/[^/]+\/$/, "")
    const rest = site === top ? undefined : below(site)
    const answer = rest === undefined ? undefined : await fetch(`${site}versions.json`)
    if (!answer?.ok) return undefined
    const names = (await answer.json()).flatMap(one => [one.version, ...one.aliases])
    return names.includes(rest.split("/")[0]) ? undefined : rest
  }

  const wanted = below(top) ?? await unversioned()
  if (wanted === undefined) return
  const path = wanted.toLowerCase()
    .replace(/^v\//, "").replace(/(^|\/)index\.html?$/, "$1").replace(/\.(?:md|html?)$/, "").replace(/\/+$/, "")
  if (!path || path === "404") return // the page itself
  const at = address => new URL(`${top}${address}`, location.origin)
  const isThere = async url => url.pathname !== location.pathname && (await fetch(url, { method: "HEAD" })).ok
  const go = url => {
    if (location.hash) url.hash = location.hash
    location.replace(url)
  }

  const answer = await fetch(at("capitals.json"))
  const known = answer.ok ? (await answer.json())[`${path}/`] : undefined
  if (known) {
    go(/^https?:/.test(known) ? new URL(known) : at(known))
    return
  }
  for (const address of [`${path}/`, `${path}.html`]) {
    const url = at(address.split("/").map(encodeURIComponent).join("/"))
    if (await isThere(url)) {
      go(url)
      return
    }
  }
})()
