// What is selected, kept by identity across updates, scrolling and filters. Click selects one, Ctrl adds, Shift extends from
// the anchor, as in a file manager; the box in the header selects all that match the filter. Ranges and inversion reach the
// whole list: what the window does not hold, the server names.
export class Selection {
  #list; #rows; #chosen = new Map(); #matching = null; #anchor = { id: "", place: -1 }; #turn = 0; #bar; #bytes; #hidden = 0;
  version = 0;
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

  // Those that are selected one by one; of all that match, those in the window.
  get ids() { return this.#matching === null ? [...this.#chosen.keys()] : this.#rows.list.map(row => row.id); }

  // What a command is meant for: some torrents, or all that match a filter.
  get choice() { return this.#matching === null ? { ids: this.ids } : { ids: this.ids, matching: this.#matching }; }

  get some() { return this.#matching !== null || this.#chosen.size > 0; }

  get size() { return this.#matching === null ? this.#chosen.size : this.#rows.total; }

  has(id) { return this.#matching !== null || this.#chosen.has(id); }

  clear() { this.#become(new Map()); }

  // All that match; they stay those that match, so that what comes later is meant as well.
  all() { this.#become(new Map(), document.getElementById("scroll").dataset.q); }

  // Of the whole list, what was not selected.
  async invert() {
    if (this.#matching !== null) return this.clear();
    const before = this.#chosen, all = await this.#places(0, this.#rows.total - 1);
    if (all) this.#become(new Map([...all].filter(([id]) => !before.has(id))));
  }

  // Taking one out of all that match leaves the others, wherever they are.
  async toggle(row, extend) {
    if (extend) return this.extend(row);
    const size = Number(row.dataset.size), id = row.id;
    this.#anchor = { id, place: this.#rows.place(row) };
    const chosen = this.#matching === null ? new Map(this.#chosen) : await this.#places(0, this.#rows.total - 1);
    if (!chosen) return;
    if (!chosen.delete(id)) chosen.set(id, size);
    this.#become(chosen);
  }

  only(row) {
    this.#anchor = { id: row.id, place: this.#rows.place(row) };
    this.#become(new Map([[row.id, Number(row.dataset.size)]]));
  }

  // From the anchor to this row, and nothing else.
  async extend(row) {
    const to = this.#rows.place(row), known = this.#rows.place(document.getElementById(this.#anchor.id));
    const from = known >= 0 ? known : this.#anchor.place < 0 ? to : this.#anchor.place;
    if (this.#anchor.place < 0) this.#anchor = { id: row.id, place: to };
    const chosen = await this.#places(Math.min(from, to), Math.max(from, to));
    if (chosen) this.#become(chosen);
  }

  // Nothing but these, of which `text` has a line each: identity and size.
  these(text) { this.#become(read(text)); }

  // Those that are not there any more are not selected either; what the filter hides is counted.
  told(gone, hidden) {
    for (const id of gone) this.#chosen.delete(id);
    this.#hidden = hidden;
    this.refresh();
  }

  // The filter or what it lets through has changed.
  matched(q, bytes) {
    if (this.#matching !== null && q !== undefined && q !== this.#matching) this.clear();
    if (bytes !== undefined) this.#bytes = bytes;
  }

  // Whoever selects anew does not wait for what was asked before.
  #become(chosen, matching = null) {
    this.#turn++;
    this.version++;
    this.#chosen = chosen;
    this.#matching = matching;
    this.#hidden = 0;
    if (!chosen.size) this.#anchor = { id: "", place: -1 };
    this.refresh();
  }

  // What stands between two places: of the window as it is seen, the rest as the server has it. Nothing when somebody has
  // selected something else in the meantime.
  async #places(from, to) {
    const turn = ++this.#turn, rows = this.#rows, first = rows.from, last = first + rows.list.length - 1;
    const seen = new Map(rows.list.filter((row, at) => first + at >= from && first + at <= to).map(row => [row.id, Number(row.dataset.size)]));
    const others = [[from, Math.min(to, first - 1)], [Math.max(from, last + 1), to]].filter(([start, end]) => start <= end);
    const [before, after] = [new Map(), new Map()];
    try {
      for (const [start, end] of others) for (const [id, size] of await this.#ask(start, end)) (start < first ? before : after).set(id, size);
    } catch (refused) {
      this.onRefused(refused.message);
      return null;
    }
    return turn === this.#turn ? new Map([...before, ...seen, ...after]) : null;
  }

  onRefused = () => {};

  async #ask(from, to) {
    const query = new URLSearchParams(location.search), view = new URLSearchParams({ from, count: to - from + 1 });
    for (const name of ["q", "sort"]) if (query.has(name)) view.set(name, query.get(name));
    const answer = await fetch(`${this.#list.dataset.base}/torrents/selection?${view}`, { headers: { Accept: "text/plain" } });
    if (answer.status === 401) location.reload();
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return read(text);
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
    if (chosen) this.#chosen.set(row.id, Number(row.dataset.size)); else this.#chosen.delete(row.id);
  }

  // Shows the state of things: called after every update, because rows come and go.
  refresh() {
    for (const row of this.#rows.list) {
      const chosen = this.has(row.id);
      if (chosen !== row.hasAttribute("aria-selected")) {
        if (chosen) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected");
      }
      row.querySelector(".box").checked = chosen;
    }
    const all = document.getElementById("all");
    all.checked = this.#matching !== null;
    all.indeterminate = this.#chosen.size > 0;
    if (this.#bar) this.#show();
    this.onHold(this.size > 0 && this.some);
  }

  #show() {
    const sum = document.getElementById("sum"), size = document.getElementById("sum-size");
    const instances = new Set([...this.#chosen.keys()].map(id => id.slice(0, id.indexOf("/")))).size;
    sum.dataset.text ??= sum.textContent;
    sum.textContent = this.#matching !== null ? sum.dataset.all.replace("#", number(this.size))
      : `${number(this.#chosen.size)} ${sum.dataset.text}${this.#hidden ? sum.dataset.hidden.replace("#", number(this.#hidden)) : ""}`;
    const all = bytes([...this.#chosen.values()].reduce((sum, it) => sum + it, 0));
    size.textContent = this.#matching !== null ? this.#bytes : instances > 1 ? size.dataset.on.replace("#", all).replace("*", instances) : all;
    this.#bar.classList.toggle("shown", this.some);
  }
}

function read(text) { return new Map(text.split("\n").filter(Boolean).map(line => [line.slice(0, line.indexOf(" ")), Number(line.slice(line.indexOf(" ") + 1))])); }

function number(count) { return count.toLocaleString(document.documentElement.lang); }

function bytes(size) {
  const decimal = "decimal" in document.getElementById("list").dataset, step = decimal ? 1000 : 1024;
  const units = decimal ? ["B", "kB", "MB", "GB", "TB", "PB"] : ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let at = 0;
  while (size >= 999.5 && at < units.length - 1) { size /= step; at++; }
  return `${size.toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 3 })} ${units[at]}`;
}
