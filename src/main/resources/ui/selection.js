// What is selected, kept by identity across updates, scrolling and filters. Click selects one, Ctrl adds, Shift extends from
// the anchor, as in a file manager; the box in the header selects all that match the filter, wherever they are.
export class Selection {
  #list; #rows; #chosen = new Map(); #matching = null; #anchor = -1; #bar; #bytes;
  onHold = () => {};

  constructor(list, rows) {
    this.#list = list;
    this.#rows = rows;
    this.#bar = document.getElementById("selbar");
    this.#bytes = document.getElementById("scroll").dataset.bytes;
    list.addEventListener("change", event => this.#box(event.target));
    list.addEventListener("click", event => this.#click(event));
    document.getElementById("clear")?.addEventListener("click", () => this.clear());
    for (const box of list.querySelectorAll("#rows .box:checked")) this.#set(box.closest("tr"), true);
    this.refresh();
  }

  // The rows that are known: of all that match, those in the window.
  get ids() { return this.#matching === null ? [...this.#chosen.keys()] : this.#rows.list.map(row => row.id); }

  // What a command is meant for: some torrents, or all that match a filter.
  get choice() { return this.#matching === null ? { ids: this.ids } : { ids: this.ids, matching: this.#matching }; }

  get size() { return this.#matching === null ? this.#chosen.size : this.#rows.total; }

  clear() {
    this.#chosen.clear();
    this.#matching = null;
    this.refresh();
  }

  // All that match; they stay those that match, so that what comes later is meant as well.
  all() {
    this.#chosen.clear();
    this.#matching = document.getElementById("scroll").dataset.q;
    this.refresh();
  }

  // Of the rows in the window, as the others are not known.
  invert() {
    if (this.#matching !== null) return this.clear();
    for (const row of this.#rows.list) this.#set(row, !this.#chosen.has(row.id));
    this.refresh();
  }

  toggle(row, extend) {
    if (extend) this.extend(row);
    else {
      this.#known();
      this.#set(row, !this.#chosen.has(row.id));
      this.#anchor = this.#rows.place(row);
    }
    this.refresh();
  }

  only(row) {
    this.clear();
    this.#set(row, true);
    this.#anchor = this.#rows.place(row);
    this.refresh();
  }

  // From the anchor to this row, and nothing else.
  extend(row) {
    const to = this.#rows.place(row), from = this.#anchor < 0 ? to : this.#anchor;
    this.#matching = null;
    this.#chosen.clear();
    for (let place = Math.min(from, to); place <= Math.max(from, to); place++) {
      const other = this.#rows.at(place);
      if (other) this.#set(other, true);
    }
    this.#anchor = from;
    this.refresh();
  }

  // The filter or what it lets through has changed.
  matched(q, bytes) {
    if (this.#matching !== null && q !== undefined && q !== this.#matching) this.clear();
    if (bytes !== undefined) this.#bytes = bytes;
  }

  // Taking one out of all leaves those that are in the window.
  #known() {
    if (this.#matching === null) return;
    this.#matching = null;
    for (const row of this.#rows.list) this.#set(row, true);
  }

  #box(target) {
    if (target.id === "all") { if (target.checked) this.all(); else this.clear(); return; }
    const row = target.closest("#rows tr");
    if (row) this.toggle(row, false);
  }

  #click(event) {
    const row = event.target.closest("#rows tr");
    if (!row && event.target.closest("#scroll") && !event.target.closest("thead")) return this.clear();
    if (!row || event.target.closest("a, button") || !event.shiftKey && getSelection().toString()) return;
    if (event.shiftKey) getSelection().removeAllRanges();
    if (event.target.closest(".c-sel")) {
      if (event.shiftKey) { event.preventDefault(); this.extend(row); }
      else if (!event.target.matches("input")) this.toggle(row, false);
      return;
    }
    if (event.shiftKey) this.extend(row);
    else if (event.ctrlKey || event.metaKey || matchMedia("(width < 48rem)").matches) this.toggle(row, false);
    else this.only(row);
  }

  #set(row, chosen) {
    if (chosen) this.#chosen.set(row.id, { why: row.dataset.why ?? "", size: Number(row.dataset.size) }); else this.#chosen.delete(row.id);
  }

  // Shows the state of things: called after every update, because rows come and go.
  refresh() {
    const rows = this.#rows.list;
    for (const row of rows) {
      const chosen = this.#matching !== null || this.#chosen.has(row.id);
      if (chosen && this.#matching === null) this.#set(row, true);
      if (chosen !== row.hasAttribute("aria-selected")) {
        if (chosen) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected");
      }
      row.querySelector(".box").checked = chosen;
    }
    const all = document.getElementById("all");
    all.checked = this.#matching !== null;
    all.indeterminate = this.#chosen.size > 0;
    if (this.#bar) this.#show();
    this.onHold(this.size > 0 && (this.#matching !== null || this.#chosen.size > 0));
  }

  #show() {
    const sum = document.getElementById("sum");
    sum.dataset.text ??= sum.textContent;
    const some = this.#matching !== null || this.#chosen.size > 0;
    sum.textContent = this.#matching !== null ? sum.dataset.all.replace("#", this.size.toLocaleString(document.documentElement.lang))
      : `${this.#chosen.size.toLocaleString(document.documentElement.lang)} ${sum.dataset.text}`;
    document.getElementById("sum-size").textContent = this.#matching !== null ? this.#bytes : bytes([...this.#chosen.values()].reduce((all, it) => all + it.size, 0));
    this.#bar.classList.toggle("shown", some);
    const reasons = new Set(this.#matching === null ? [...this.#chosen.values()].map(it => it.why).filter(Boolean) : []);
    const text = [...reasons].map(id => document.getElementById(id)?.textContent ?? "").join(" ");
    document.getElementById("why-text").textContent = text;
    for (const button of this.#bar.querySelectorAll("[data-word]")) {
      button.setAttribute("aria-disabled", String(reasons.size > 0));
      if (reasons.size) button.setAttribute("aria-describedby", "why"); else button.removeAttribute("aria-describedby");
      button.querySelector("use").setAttribute("href", icon(button, reasons.size > 0));
    }
    if (!reasons.size) document.getElementById("why").hidden = true;
  }
}

function bytes(size) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let at = 0;
  while (size >= 1000 && at < units.length - 1) { size /= 1024; at++; }
  return `${size.toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 3 })} ${units[at]}`;
}

function icon(button, locked) {
  const use = button.querySelector("use");
  use.dataset.own ??= use.getAttribute("href");
  return locked ? use.dataset.own.replace(/#.*/, "#i-lock") : use.dataset.own;
}
