// A comment on a page names the heading that is being read.
for (const link of document.querySelectorAll("[data-pb-comment]")) {
  link.addEventListener("click", () => {
    const read = [...document.querySelectorAll(".pb-body :is(h2, h3)")]
      .filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 2)
      .pop();
    const text = read ? read.textContent.replace(/#\s*$/, "").trim() : "";
    link.href = link.dataset.pbComment.replaceAll("{heading}", encodeURIComponent(text));
  });
}
