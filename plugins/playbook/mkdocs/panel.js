// Open stays open: a preview loads the page again after each change.
(() => {
  const panel = document.querySelector(".pb-preview details");
  panel.open = sessionStorage.getItem("playbook-preview") === "open";
  panel.addEventListener("toggle", () => sessionStorage.setItem("playbook-preview", panel.open ? "open" : ""));
})();
