/* The keyboard's side of a screen: bindings from the registry, the cursor in a list, what is chosen, and small comforts.
   A key presses the link or button with the same data-command, so nothing exists for the keyboard alone. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const rows = () => all("[data-row]");
  const current = () => document.querySelector("[data-row][data-at]");
  const pane = () => document.getElementById("pane");
  const place = () => `desk:${location.pathname}`;
  let anchor = null;
  let loading = null;
  let paneTimer = 0;
  let asked = null;

  /* --- the cursor --- */
  function mark(row, { focus = true } = {}) {
    rows().forEach((each) => { delete each.dataset.at; each.removeAttribute("aria-current"); });
    row.dataset.at = "";
    row.setAttribute("aria-current", "true");
    if (focus) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function peek(row, wait) {
    clearTimeout(paneTimer);
    if (!pane() || !row.dataset.href || !desk.isShown(pane())) return;
    history.replaceState({ desk: true }, "", row.dataset.href);
    const load = () => { const mine = show(row); loading = mine; mine.finally(() => { if (loading === mine) loading = null; }); };
    if (wait) paneTimer = setTimeout(load, wait); else load();
  }

  /* Fast keys ask for many panes; only the last answer counts, so the request is our own and can be taken back. */
  async function show(row) {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(row.dataset.href, { headers: { "HX-Request": "true", "HX-Target": "pane" }, signal: asked.signal });
      if (answer.headers.get("HX-Redirect")) { location.assign(answer.headers.get("HX-Redirect")); return; }
      if (!answer.ok) { desk.toast(desk.words().failed, { bad: true }); return; }
      const made = document.createElement("template");
      made.innerHTML = await answer.text();
      if (current()?.dataset.row !== row.dataset.row) return;
      pane().replaceWith(made.content.firstElementChild);
      window.htmx?.process(pane());
      document.dispatchEvent(new CustomEvent("desk:pane"));
    } catch (fault) {
      if (fault.name !== "AbortError") desk.toast(desk.words().offline, { bad: true });
    }
  }

  /* A list comes before the pane of the row under its cursor; that row's address is not yet the page's. */
  function fetchLater() {
    const row = current();
    if (!row || !pane()?.querySelector("[data-later]") || !desk.isShown(pane())) return;
    const mine = show(row);
    loading = mine;
    mine.finally(() => { if (loading === mine) loading = null; });
  }

  async function settle() {
    const row = current();
    if (!row || !pane()) return;
    if (!desk.isShown(pane())) return;
    if (pane().dataset.item !== row.dataset.row) { peek(row, 0); }
    await loading;
  }

  function move(step) {
    const list = rows();
    if (!list.length) return;
    const from = list.indexOf(current());
    const row = list[Math.max(0, Math.min(list.length - 1, from < 0 ? 0 : from + step))];
    mark(row);
    peek(row, 80);
  }

  function turnView(step) {
    const views = all("[data-view]");
    const at = views.findIndex((each) => each.hasAttribute("aria-current"));
    if (views.length) { sessionStorage.setItem("desk:keys", "1"); views[(at + step + views.length) % views.length].click(); }
  }

  /* --- what is chosen --- */
  const boxes = () => all("[data-pick]");
  const boxOf = (row) => row?.querySelector("[data-pick]");

  function choose(row, on) {
    const box = boxOf(row);
    if (!box) return;
    box.checked = on ?? !box.checked;
    anchor = row;
    tell();
  }

  function chooseTo(row) {
    const list = rows();
    const [from, to] = [list.indexOf(anchor ?? list[0]), list.indexOf(row)].sort((a, b) => a - b);
    list.slice(Math.max(from, 0), to + 1).forEach((each) => { const box = boxOf(each); if (box) box.checked = true; });
    tell();
  }

  const scaled = (text) => { const [whole, part = ""] = text.replace("-", "").split("."); return BigInt(whole + part.padEnd(4, "0").slice(0, 4)) * (text.startsWith("-") ? -1n : 1n); };

  function sums(picked) {
    const totals = new Map();
    picked.forEach((box) => {
      const { amount, currency } = box.closest("[data-row]").dataset;
      if (amount) totals.set(currency, (totals.get(currency) ?? 0n) + scaled(amount));
    });
    return [...totals].map(([currency, total]) => {
      const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
      return `${new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(total) / 10000)} ${currency}`;
    }).join(" · ");
  }

  function tell() {
    const picked = boxes().filter((box) => box.checked);
    all("[data-chosen-count]").forEach((each) => { each.textContent = desk.words().chosen.replace("{count}", picked.length); });
    all("[data-chosen-sum]").forEach((each) => { each.textContent = sums(picked); });
    all("[data-pick-all]").forEach((each) => { each.checked = picked.length > 0 && picked.length === boxes().length; each.indeterminate = picked.length > 0 && !each.checked; });
    sessionStorage.setItem(`${place()}:chosen`, JSON.stringify(picked.map((box) => box.value)));
  }

  /* --- commands --- */
  const handlers = {
    "list.next": () => move(1),
    "list.previous": () => move(-1),
    "list.open": () => { const row = current(); if (row?.dataset.open) location.assign(row.dataset.open); },
    "list.choose": () => choose(current()),
    "list.choose_range": () => chooseTo(current()),
    "list.next_view": () => turnView(1),
    "list.previous_view": () => turnView(-1),
    "shell.search": () => { const box = document.querySelector("[data-search]"); box?.focus(); box?.select(); },
    "shell.palette": () => desk.palette.open(),
    "shell.sheet": () => document.getElementById("sheet").showModal(),
    "shell.close": close,
    undo: () => desk.undo(),
  };

  function close() {
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); } else document.activeElement?.blur();
  }

  async function run(command) {
    if (handlers[command] && !command.startsWith("cash.")) { handlers[command](); return; }
    if (command.startsWith("item.") || command.startsWith("cash.")) await settle();
    if (handlers[command]) { handlers[command](); return; }
    const found = all(`[data-command="${command}"]`);
    const row = current();
    (found.find((each) => row?.contains(each)) ?? found.find(desk.isShown) ?? found[0])?.click();
  }
  desk.run = run;
  desk.handlers = handlers;

  /* --- keys --- */
  const isTyping = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]");
  let first = "";
  let firstTimer = 0;

  function chord(event) {
    if (event.ctrlKey || event.metaKey) return `Ctrl+${event.key.toLowerCase()}`;
    if (event.altKey) return "";
    if (event.shiftKey && (/^[a-z]$/i.test(event.key) || event.key.length > 1)) return `Shift+${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
    return event.key;
  }

  function applies(shortcut, event) {
    if (shortcut.single && !desk.facts().singleKeys) return false;
    const onRow = event.target.matches("[data-row]");
    if (/Tab$/.test(shortcut.keys)) return onRow;
    if (shortcut.context === "cash") return Boolean(document.querySelector("[data-cash]")) && (!/^(Enter| )$/.test(shortcut.keys) || onRow || event.target === document.body || event.target.id === "desk");
    if (shortcut.keys === "Enter") return onRow;
    if (shortcut.context === "list") return rows().length > 0 || all(`[data-view], [data-command="${shortcut.command}"]`).length > 0;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = chord(event);
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
      const press = !isTyping(event.target) && desk.facts().singleKeys && dialog.querySelector(`[data-press="${CSS.escape(keys)}"]`);
      if (press) { press.click(); event.preventDefault(); }
      return;
    }
    if (isTyping(event.target) && keys !== "Ctrl+k" && keys !== "Escape") return;
    const said = first ? `${first} ${keys}` : keys;
    const registry = desk.registry();
    clearTimeout(firstTimer);
    first = "";
    const shortcut = registry.find((each) => each.keys === said && applies(each, event));
    if (shortcut) { event.preventDefault(); run(shortcut.command); return; }
    if (desk.facts().singleKeys && registry.some((each) => each.keys.startsWith(`${keys} `))) {
      first = keys;
      firstTimer = setTimeout(() => { first = ""; }, 1500);
    }
  });

  document.addEventListener("click", (event) => {
    const box = event.target.closest("[data-pick]");
    if (box) { if (event.shiftKey) chooseTo(box.closest("[data-row]")); else { anchor = box.closest("[data-row]"); tell(); } return; }
    if (event.target.matches("[data-pick-all]")) { boxes().forEach((each) => { each.checked = event.target.checked; }); tell(); return; }
    if (event.target.closest("[data-unchoose]")) { boxes().forEach((each) => { each.checked = false; }); tell(); return; }
    const row = event.target.closest("[data-row][data-href]");
    const link = event.target.closest("a, button, input, label");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || getSelection().toString()) return;
    if (link && !link.matches("[data-peek]")) return;
    if (!desk.isShown(pane())) { if (!link) location.assign(row.dataset.href); return; }
    event.preventDefault();
    mark(row);
    peek(row, 0);
  });

  document.addEventListener("click", async (event) => {
    const copy = event.target.closest("[data-copy]");
    if (!copy || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await navigator.clipboard.writeText(copy.dataset.copy);
    desk.toast(desk.words().copied);
  });

  /* --- small comforts --- */
  document.addEventListener("input", (event) => {
    if (event.target.dataset.draft) sessionStorage.setItem(`draft:${event.target.dataset.draft}`, event.target.value);
    if (event.target.matches("[data-minutes]")) event.target.dataset.touched = "1";
    if (event.target.matches(".editor textarea")) number(event.target);
  });
  document.addEventListener("submit", (event) => all("[data-draft]", event.target).forEach((each) => sessionStorage.removeItem(`draft:${each.dataset.draft}`)));
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submit]")) event.target.form.requestSubmit(); });

  function number(area) {
    const list = area.parentElement.querySelector("ol");
    const count = area.value.split("\n").length;
    while (list.children.length < count) list.append(Object.assign(document.createElement("li"), { textContent: list.children.length + 1 }));
    while (list.children.length > count) list.lastElementChild.remove();
    list.scrollTop = area.scrollTop;
  }
  document.addEventListener("scroll", (event) => { if (event.target.matches?.(".editor textarea")) event.target.parentElement.querySelector("ol").scrollTop = event.target.scrollTop; }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    const area = document.querySelector(".editor textarea");
    if (!link || !area) return;
    event.preventDefault();
    const lines = area.value.split("\n");
    const start = lines.slice(0, Number(link.dataset.line) - 1).join("\n").length;
    area.focus();
    area.setSelectionRange(start ? start + 1 : 0, start + 1 + lines[Number(link.dataset.line) - 1].length);
    area.scrollTop = (Number(link.dataset.line) - 6) * parseFloat(getComputedStyle(area).lineHeight);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.toggleAttribute("data-over", kind === "dragover");
      if (kind === "drop") {
        zone.querySelector("input[type=file]").files = event.dataTransfer.files;
        if (zone.matches("[data-at-once]")) zone.requestSubmit();
      }
    });
  }
  setInterval(() => {
    const clock = document.querySelector("dialog[open] [data-timer]");
    if (!clock) return;
    clock.dataset.timer = Number(clock.dataset.timer || 0) + 1;
    const seconds = Number(clock.dataset.timer);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const minutes = document.querySelector("dialog[open] [data-minutes]");
    if (minutes && !minutes.dataset.touched) minutes.value = Math.max(1, Math.ceil(seconds / 60));
  }, 1000);

  /* --- coming and going: the place in the list stays --- */
  function ready() {
    all("[data-draft]").forEach((each) => { each.value ||= sessionStorage.getItem(`draft:${each.dataset.draft}`) ?? ""; });
    all(".editor textarea").forEach(number);
    const chosen = new Set(JSON.parse(sessionStorage.getItem(`${place()}:chosen`) || "[]"));
    boxes().forEach((box) => { if (chosen.has(box.value)) box.checked = true; });
    if (boxes().length) tell();
    const row = current();
    if (row && (document.activeElement === document.body || document.activeElement?.id === "desk") && sessionStorage.getItem("desk:keys")) mark(row);
    sessionStorage.removeItem("desk:keys");
    fetchLater();
  }
  document.addEventListener("DOMContentLoaded", () => {
    const scroll = document.querySelector("#desk .scroll");
    const kept = sessionStorage.getItem(`${place()}:scroll`);
    if (scroll && kept) scroll.scrollTop = Number(kept);
    ready();
    document.body.addEventListener("htmx:beforeSwap", () => { if (document.activeElement?.matches("[data-row]") || document.querySelector("#layer[open]")) sessionStorage.setItem("desk:keys", "1"); });
    document.body.addEventListener("htmx:afterSettle", ready);
  });
  window.addEventListener("popstate", (event) => { if (event.state?.desk || document.getElementById("desk")) desk.renew(location.pathname + location.search); });
  window.addEventListener("pagehide", () => {
    const scroll = document.querySelector("#desk .scroll");
    if (scroll) sessionStorage.setItem(`${place()}:scroll`, scroll.scrollTop);
  });
})();
