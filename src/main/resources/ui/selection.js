// What is selected, kept by identity across updates and scrolling. Click selects one, Ctrl adds, Shift extends from the
// anchor, as in a file manager.
export class Selection {
  #list; #chosen = new Map(); #anchor; #bar;
  onHold = () => {};

  constructor(list) {
    this.#list = list;
    this.#bar = document.getElementById("selbar");
    list.addEventListener("change", event => this.#box(event.target));
    list.addEventListener("click", event => this.#click(event));
    document.getElementById("clear")?.addEventListener("click", () => this.clear());
    for (const box of list.querySelectorAll("#rows .box:checked")) this.#set(box.closest("tr"), true);
    this.refresh();
  }

  get ids() { return [...this.#chosen.keys()]; }

  // What a command is meant for.
  get choice() { return { ids: this.ids }; }

  clear() {
    this.#chosen.clear();
    this.refresh();
  }

  all() {
    for (const row of this.#rows()) this.#set(row, true);
    this.refresh();
  }

  toggle(row, extend) {
    if (extend) this.#extend(row); else this.#set(row, !this.#chosen.has(row.id));
    this.#anchor = row.id;
    this.refresh();
  }

  #box(target) {
    if (target.id === "all") { if (target.checked) this.all(); else this.clear(); return; }
    const row = target.closest("#rows tr");
    if (!row) return;
    this.#set(row, target.checked);
    this.#anchor = row.id;
    this.refresh();
  }

  #click(event) {
    const row = event.target.closest("#rows tr");
    if (!row || event.target.closest("a, button") || getSelection().toString()) return;
    if (event.target.closest(".c-sel")) {
      if (event.shiftKey) { this.#extend(row); this.refresh(); }
      else if (!event.target.matches("input")) this.toggle(row, false);
      return;
    }
    if (event.shiftKey) this.#extend(row);
    else if (event.ctrlKey || event.metaKey || matchMedia("(width < 48rem)").matches) this.#set(row, !this.#chosen.has(row.id));
    else { this.#chosen.clear(); this.#set(row, true); }
    if (!event.shiftKey) this.#anchor = row.id;
    this.refresh();
  }

  #extend(row) {
    const rows = this.#rows();
    const from = rows.findIndex(other => other.id === this.#anchor), to = rows.indexOf(row);
    for (const other of rows.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)) this.#set(other, true);
  }

  #set(row, chosen) {
    if (chosen) this.#chosen.set(row.id, row.dataset.why ?? ""); else this.#chosen.delete(row.id);
  }

  #rows() { return [...this.#list.querySelectorAll("#rows tr")]; }

  // Shows the state of things: called after every update, because rows come and go.
  refresh() {
    for (const row of this.#rows()) {
      const chosen = this.#chosen.has(row.id);
      if (chosen) this.#chosen.set(row.id, row.dataset.why ?? "");
      row.toggleAttribute("aria-selected", chosen);
      if (chosen) row.setAttribute("aria-selected", "true");
      row.querySelector(".box").checked = chosen;
    }
    const all = document.getElementById("all");
    all.checked = this.#chosen.size > 0 && this.#rows().every(row => this.#chosen.has(row.id));
    all.indeterminate = this.#chosen.size > 0 && !all.checked;
    if (this.#bar) this.#show();
    this.onHold(this.#chosen.size > 0);
  }

  #show() {
    const sum = document.getElementById("sum");
    sum.dataset.text ??= sum.textContent;
    sum.textContent = `${this.#chosen.size} ${sum.dataset.text}`;
    this.#bar.classList.toggle("shown", this.#chosen.size > 0);
    const reasons = new Set([...this.#chosen.values()].filter(Boolean));
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

function icon(button, locked) {
  const use = button.querySelector("use");
  use.dataset.own ??= use.getAttribute("href");
  return locked ? use.dataset.own.replace(/#.*/, "#i-lock") : use.dataset.own;
}
