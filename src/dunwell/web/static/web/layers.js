/* Layers above the page: dialogs, toasts with undo, the palette; and how a screen renews itself after something was done.
   Everything here only adds comfort: each layer is also a page, each toast also a message, each command also a link. */
"use strict";
window.desk = (() => {
  const byId = (id) => document.getElementById(id);
  const words = () => byId("words").dataset;
  const read = (id, empty) => JSON.parse(byId(id)?.textContent || empty);
  const facts = () => read("desk-facts", "{}");
  const registry = () => read("shortcuts", "[]");
  const isShown = (element) => Boolean(element && element.getClientRects().length);

  function toast(text, { undo = "", bad = false } = {}) {
    const box = byId("toasts");
    const made = byId("toast").content.firstElementChild.cloneNode(true);
    made.querySelector("[data-text]").textContent = text;
    const form = made.querySelector("form");
    if (undo) {
      form.action = undo;
      form.setAttribute("hx-post", undo);
      form.setAttribute("hx-swap", "none");
    } else form.remove();
    made.classList.toggle("bad", bad);
    box.append(made);
    while (box.children.length > 3) box.firstElementChild.remove();
    window.htmx?.process(made);
    if (!undo) setTimeout(() => made.remove(), 7000);
  }

  function undo() {
    const forms = document.querySelectorAll("#toasts form[data-undo]");
    const form = forms[forms.length - 1];
    if (form) { form.requestSubmit(); return; }
    const last = document.querySelector('[data-command="undo"]');
    if (last) last.click(); else toast(words().nothing);
  }

  async function openLayer(url) {
    const layer = byId("layer");
    await window.htmx.ajax("GET", url, { target: "#layer", swap: "innerHTML" });
    if (!layer.children.length) return;
    if (!layer.open) layer.showModal();
    const begin = layer.querySelector("[data-begin]") || layer;
    begin.querySelector("[autofocus], [aria-invalid], input:not([type=hidden]), button")?.focus();
  }

  /* Fetch the screen again and put it in place, with the scroll where it was. */
  async function renew(url) {
    const kept = [...document.querySelectorAll("#desk .scroll")].map((each) => each.scrollTop);
    if (url && url !== location.pathname + location.search) history.pushState({ desk: true }, "", url);
    await window.htmx.ajax("GET", url || location.href, { source: "#desk", target: "#desk", select: "#desk", swap: "outerHTML" });
    document.querySelectorAll("#desk .scroll").forEach((each, place) => { each.scrollTop = kept[place] || 0; });
  }

  /* --- the palette: places and commands from the registry, customers and items from the server --- */
  const palette = {
    place: 0, answers: [], waiting: 0,
    open() { const box = byId("palette"); box.showModal(); box.querySelector("input").value = ""; this.fill(""); },
    commands(text) {
      return registry().filter((each) => each.palette && each.label.toLowerCase().includes(text)).filter(
        (each) => each.url || isShown(document.querySelector(`[data-command="${each.command}"]`)) || each.command.startsWith("shell."),
      ).map((each) => ({ group: each.url ? words().go : words().do, label: each.label, keys: each.keys, url: each.url, command: each.command }));
    },
    async fill(text) {
      const turn = ++this.waiting;
      const commands = this.commands(text.toLowerCase());
      this.show(text ? [] : commands, !text);
      if (!text.trim()) return;
      let found = [];
      try {
        const answer = await fetch(`${facts().palette}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
        if (answer.ok) found = (await answer.json()).answers;
      } catch { toast(words().offline, { bad: true }); }
      if (turn === this.waiting) this.show([...found.map((each) => ({ group: each.group || words().found, ...each })), ...commands], true);
    },
    show(answers, settled) {
      this.answers = answers; this.place = 0;
      const list = byId("palette-list");
      let group = "";
      list.replaceChildren(...answers.flatMap((each, place) => {
        const line = Object.assign(document.createElement("li"), { id: `answer-${place}` });
        line.setAttribute("role", "option");
        const label = Object.assign(document.createElement("span"), { textContent: each.label });
        const more = Object.assign(document.createElement(each.keys ? "kbd" : "span"), { textContent: each.keys || each.detail || "" });
        if (!each.keys) more.className = "quiet small";
        line.append(label, more);
        line.addEventListener("click", () => this.take(place));
        if (each.group === group) return [line];
        group = each.group;
        const head = Object.assign(document.createElement("li"), { className: "group label", textContent: group });
        head.setAttribute("role", "presentation");
        return [head, line];
      }));
      if (settled && !answers.length) list.append(Object.assign(document.createElement("li"), { className: "group soft", textContent: words().none, role: "presentation" }));
      this.mark(0);
    },
    mark(place) {
      this.place = Math.max(0, Math.min(place, this.answers.length - 1));
      byId("palette-list").querySelectorAll("[role=option]").forEach((each) => each.setAttribute("aria-selected", String(each.id === `answer-${this.place}`)));
      byId(`answer-${this.place}`)?.scrollIntoView({ block: "nearest" });
      byId("palette").querySelector("input").setAttribute("aria-activedescendant", this.answers.length ? `answer-${this.place}` : "");
    },
    take(place) {
      const answer = this.answers[place];
      if (!answer) return;
      byId("palette").close();
      if (answer.url) location.assign(answer.url); else desk.run(answer.command);
    },
    key(event) {
      if (event.key === "ArrowDown") this.mark(this.place + 1);
      else if (event.key === "ArrowUp") this.mark(this.place - 1);
      else if (event.key === "Enter") this.take(this.place);
      else if (event.key === "Escape") byId("palette").close();
      else return;
      event.preventDefault();
    },
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-in-layer]");
    if (link && !event.ctrlKey && !event.metaKey && window.htmx) { event.preventDefault(); openLayer(link.href); return; }
    const layer = event.target.closest("[data-layer]");
    if (layer) { layer.closest("details")?.removeAttribute("open"); byId(layer.dataset.layer).showModal(); return; }
    if (event.target.closest("[data-close]")) { event.preventDefault(); event.target.closest("dialog")?.close(); return; }
    if (event.target.closest("[data-dismiss]")) event.target.closest(".toast").remove();
    if (event.target.tagName === "DIALOG") {
      const box = event.target.getBoundingClientRect();
      if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) event.target.close();
    }
    document.querySelectorAll("details.menu[open]").forEach((each) => { if (!each.contains(event.target)) each.open = false; });
  });

  document.addEventListener("submit", (event) => {
    const said = event.target.closest("form[data-undo]")?.closest(".toast");
    if (said && window.htmx) { event.target.removeAttribute("data-undo"); setTimeout(() => { said.hidden = true; }); setTimeout(() => said.remove(), 4000); }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const input = byId("palette")?.querySelector("input");
    let timer = 0;
    input?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => palette.fill(input.value), 110); });
    input?.addEventListener("keydown", (event) => palette.key(event));
    document.body.addEventListener("desk:done", (event) => {
      byId("layer").close();
      byId("layer").replaceChildren();
      if (event.detail.text) toast(event.detail.text, { undo: event.detail.undo });
      renew(event.detail.next);
    });
    /* A form of the page that was refused comes back into the layer, with what to do. */
    document.body.addEventListener("htmx:afterSwap", (event) => { if (event.target.id === "layer" && event.target.children.length && !event.target.open) event.target.showModal(); });
    document.body.addEventListener("desk:refused", (event) => toast(event.detail.text, { bad: true }));
    document.body.addEventListener("htmx:responseError", () => toast(words().failed, { bad: true }));
    document.body.addEventListener("htmx:sendError", () => toast(words().offline, { bad: true }));
  });

  /* Theme and density change at once, and are kept; a new language needs its page. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-preferences]");
    if (!form) return;
    const { name, value } = event.target;
    if (name !== "theme" && name !== "density") { form.requestSubmit(); return; }
    document.documentElement.dataset[name] = value;
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
  });

  const desk = { toast, undo, openLayer, renew, palette, registry, facts, words, isShown, run: () => {} };
  return desk;
})();
