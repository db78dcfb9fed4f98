/* The cash desk's arithmetic while somebody types. The server says the same and has the last word. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = () => document.getElementById("placing");
  const UNITS = 10000n;

  /* Whole ten-thousandths: no floats. What is no amount is null. */
  function read(text) {
    const told = (text ?? "").replace(/[,\s]/g, "");
    if (!told) return 0n;
    const found = /^(-?)(\d*)(?:\.(\d{0,4}))?$/.exec(told);
    if (!found || !(found[2] || found[3])) return null;
    const units = BigInt(found[2] || "0") * UNITS + BigInt((found[3] || "").padEnd(4, "0"));
    return found[1] ? -units : units;
  }
  const digits = () => new Intl.NumberFormat("en", { style: "currency", currency: form().dataset.currency }).resolvedOptions().maximumFractionDigits;
  function plain(units) {
    const size = units < 0n ? -units : units;
    const part = String(size % UNITS).padStart(4, "0").slice(0, digits());
    return `${units < 0n ? "-" : ""}${size / UNITS}${part ? `.${part}` : ""}`;
  }
  function write(units) {
    const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: digits(), maximumFractionDigits: digits() });
    return number.format(plain(units)).replace("-", "\u2212");
  }

  const part = (row, name) => all(`[data-part="${name}"]`, row).map((each) => read(each.value)).reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0n);
  const isTaken = (row) => row.querySelector("[data-tick]").checked;
  const rows = () => all("[data-line-of]", form());

  function sums() {
    const found = { pay: 0n, discount: 0n, held: 0n, let: 0n };
    let readable = true;
    rows().filter(isTaken).forEach((row) => Object.keys(found).forEach((name) => {
      const amount = part(row, name);
      if (amount === null) readable = false; else found[name] += amount;
    }));
    return { ...found, readable, left: read(form().dataset.waiting) - found.pay };
  }

  function say() {
    if (!form()?.querySelector(".equation")) return;
    const found = sums();
    const told = { receipt: read(form().dataset.waiting), documents: found.pay + found.discount + found.held + found.let, discount: found.discount, held: found.held, let: found.let, left: found.left };
    Object.entries(told).forEach(([name, units]) => { form().querySelector(`[data-sum="${name}"]`).textContent = write(units); });
    all("[data-let-go]", form()).forEach((each) => { each.hidden = !found.let; });
    form().querySelector('[data-sum="left"]').className = found.left === 0n ? "good" : found.left < 0n ? "bad" : "warn";
    const any = rows().some(isTaken) && found.readable;
    form().querySelector("[data-post]").disabled = !any || found.left !== 0n;
    form().querySelector("[data-rest]").disabled = !any || found.left <= 0n;
    rows().forEach((row) => row.classList.toggle("taken", isTaken(row)));
  }

  /* A document that is ticked takes what it needs, as far as there is money. */
  function fill(row) {
    const pay = row.querySelector('[data-part="pay"]');
    if (!isTaken(row)) { pay.value = ""; return; }
    if (pay.value.trim() || row.querySelector("[name^=rate-]")) return;
    const open = read(row.querySelector("[data-open]").dataset.open);
    const need = open - (part(row, "discount") ?? 0n) - (part(row, "held") ?? 0n) - (part(row, "let") ?? 0n);
    const left = sums().left;
    pay.value = plain(need < 0n ? need : need < left ? need : left > 0n ? left : 0n);
  }

  /* What is taken off a document is not paid. */
  function lessen(row) {
    const pay = row.querySelector('[data-part="pay"]');
    const off = (part(row, "discount") ?? 0n) + (part(row, "held") ?? 0n) + (part(row, "let") ?? 0n);
    const open = read(row.querySelector("[data-open]").dataset.open);
    const paid = read(pay.value);
    if (paid !== null && open > 0n && paid + off > open && open >= off) pay.value = plain(open - off);
  }

  document.addEventListener("change", (event) => {
    const row = event.target.closest("[data-line-of]");
    if (!row) return;
    if (event.target.matches("[data-tick]")) fill(row);
    if (event.target.matches('[data-part="discount"], [data-part="held"]')) lessen(row);
    say();
  });
  document.addEventListener("input", (event) => {
    const row = event.target.closest("[data-line-of]");
    if (!row || event.target.matches("[data-tick]")) return;
    if (event.target.value.trim() && !isTaken(row)) row.querySelector("[data-tick]").checked = true;
    say();
  });
  ["desk:pane", "DOMContentLoaded"].forEach((name) => document.addEventListener(name, say));
  document.addEventListener("DOMContentLoaded", () => document.body.addEventListener("htmx:afterSettle", say));
  /* What was found and ticked stays when something else is looked for. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id !== "found") return;
    const kept = form().querySelector(".lines tbody");
    all("#found [data-line-of]").filter(isTaken).forEach((row) => kept.append(row));
  });

  /* --- keys: among the documents, j and k move between them --- */
  const inHand = () => document.activeElement?.closest?.("[data-line-of]");
  function step(by) {
    const list = rows();
    const at = list.indexOf(inHand());
    list[Math.max(0, Math.min(list.length - 1, at + by))]?.querySelector("[data-tick]").focus();
  }
  const { handlers } = window.desk;
  const next = handlers["list.next"];
  const previous = handlers["list.previous"];
  handlers["list.next"] = () => (inHand() ? step(1) : next());
  handlers["list.previous"] = () => (inHand() ? step(-1) : previous());
  handlers["cash.tick"] = () => step(1);
  handlers["cash.find"] = () => { const box = document.querySelector("[data-find]"); box?.focus(); box?.select(); };
  handlers["cash.deduction"] = () => {
    const row = inHand() ?? rows().find(isTaken) ?? rows()[0];
    const box = row?.querySelector('[data-part="held"]');
    box?.focus();
    box?.select();
  };
})();
