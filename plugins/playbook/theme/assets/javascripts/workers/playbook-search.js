// Material loads the index of the whole site with every page. Here its worker gets the index of the reader's language, and
// only when something is looked for: until then a page costs this file and an empty index. The messages are Material's:
// 0 set up, 1 ready, 2 query, 3 result. The address of this file says which worker and which index are meant.
(() => {
  "use strict"

  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]
  const asked = new URL(location.href).searchParams
  const post = self.postMessage.bind(self)
  let options = {}
  let waiting = ""
  let loading = null
  let tell = null // Material's own listener

  // "interoperabilite" finds "interopérabilité", "oeuvre" finds "œuvre": both sides are compared without accents.
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/Œ/g, "Oe")
  const fold = token => token.update(plain)

  const forgiveAccents = lunr => {
    lunr.Pipeline.registerFunction(fold, "fold")
    const { add } = lunr.Builder.prototype
    lunr.Builder.prototype.add = function(...parts) {
      for (const pipeline of [this.pipeline, this.searchPipeline]) {
        if (!pipeline._stack.includes(fold)) pipeline._stack.unshift(fold)
      }
      return add.apply(this, parts)
    }
  }

  const load = async () => {
    const answer = await fetch(new URL(`../../../search/${asked.get("index")}`, location.href))
    if (!answer.ok) throw new Error(answer.statusText)
    const { config, docs } = await answer.json()
    let listener
    self.addEventListener = (_, given) => { listener = given }
    importScripts(asked.get("worker"))
    delete self.addEventListener
    forgiveAccents(self.lunr)
    const ready = new Promise(done => {
      self.postMessage = message => message.type === READY ? done() : post(message)
    })
    listener({ data: { type: SETUP, data: { config, docs, options } } })
    await ready
    tell = listener
  }

  const look = words => tell({ data: { type: QUERY, data: plain(words) } })

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) {
      options = data.options
      post({ type: READY })
    } else if (tell) look(data)
    else if (!data.trim()) post({ type: RESULT, data: { items: [] } })
    else {
      waiting = data
      loading ??= load().then(() => look(waiting), error => {
        console.warn(error)
        loading = null
        post({ type: RESULT, data: { items: [] } })
      })
    }
  })
})()
