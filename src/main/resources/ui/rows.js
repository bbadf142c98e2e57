// The window of rows. Rows change cell by cell where they stand; a new order waits while somebody points at the list, has
// selected something or is in it with the keyboard.
import { children } from "./patch.js";

const MARGIN = 20;

export class Rows {
  #scroll; #body; #held = new Set(); #waiting; #from; #total; #count; #timer; #wanted = -1; #asked = false;
  onWindow = () => {};

  constructor(scroll, body) {
    this.#scroll = scroll;
    this.#body = body;
    this.#from = Number(scroll.dataset.from);
    this.#total = Number(scroll.dataset.total);
    this.#count = Number(scroll.dataset.count);
    for (const row of body.children) reach(row);
    this.#number();
    this.#space();
    if (this.#from) scroll.scrollTop = this.#from * this.#height();
    scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#scrolled()).observe(scroll);
    const pill = document.getElementById("held"), over = [scroll, pill];
    for (const part of over) {
      // Whoever points at the list while the page comes up never enters it: their first move counts as well.
      for (const name of ["pointerenter", "pointermove"]) part.addEventListener(name, event => { if (event.pointerType === "mouse") this.#hold("pointer", true); });
      part.addEventListener("pointerleave", event => this.#hold("pointer", over.some(it => it.contains(event.relatedTarget))));
    }
    body.addEventListener("focusin", event => this.#hold("focus", event.target.matches(":focus-visible")));
    body.addEventListener("focusout", () => this.#hold("focus", false));
    pill.querySelector("button").addEventListener("click", () => { this.#held.clear(); this.#settle(); });
  }

  get from() { return this.#from; }
  get total() { return this.#total; }
  get list() { return [...this.#body.children]; }

  hold(held) { this.#hold("selection", held); }

  // Another view: what it holds takes the place of everything, from its first row.
  renew() {
    this.#held.delete("focus");
    this.#wanted = 0;
    this.#scroll.scrollTop = 0;
    this.busy(true);
  }

  // The row at a place of the whole list; `undefined` while it is not in the window.
  at(place) { return this.#body.children[place - this.#from]; }

  place(row) {
    const at = row ? this.list.indexOf(row) : -1;
    return at < 0 ? -1 : this.#from + at;
  }

  // What a tall window or low rows need beyond the usual.
  get more() {
    const enough = Math.ceil(this.#scroll.clientHeight / this.#height()) + MARGIN;
    return enough > this.#count ? { count: enough } : {};
  }

  // Rows are awaited. Where none are, empty ones are drawn after a moment.
  busy(waits) {
    if (!waits) return this.#scroll.removeAttribute("aria-busy");
    const height = this.#height(), first = Math.floor(this.#scroll.scrollTop / height), last = first + Math.ceil(this.#scroll.clientHeight / height);
    const at = first < this.#from ? first : Math.max(first, this.#from + this.#body.childElementCount);
    const end = first < this.#from ? Math.min(last, this.#from) : Math.min(last, this.#total);
    this.#scroll.style.setProperty("--at", this.#total ? at : 0);
    if (this.#total) this.#scroll.style.setProperty("--rows", Math.max(0, end - at)); else this.#scroll.style.removeProperty("--rows");
    this.#scroll.setAttribute("aria-busy", "true");
  }

  get page() { return Math.max(1, Math.floor((this.#scroll.clientHeight - 32) / this.#height()) - 1); }

  // Brings a place into view and says which row it is, once it is there.
  async show(place) {
    const height = this.#height(), top = place * height, bar = document.querySelector(".selbar.shown") ? 64 : 0;
    const view = this.#scroll.clientHeight - 32 - bar - height;
    if (top < this.#scroll.scrollTop) this.#scroll.scrollTop = top;
    else if (top > this.#scroll.scrollTop + view) this.#scroll.scrollTop = top - view;
    for (let turn = 0; turn < 100 && !this.at(place); turn++) await new Promise(done => setTimeout(done, 50));
    return this.at(place);
  }

  apply(change) {
    for (const [id, html] of Object.entries(change.rows ?? {})) this.#change(id, html);
    if (!change.order) return;
    this.#waiting = { ...change, rows: { ...this.#waiting?.rows, ...change.rows } };
    const moved = change.from !== this.#from || this.#asked || this.#wanted >= 0;
    const same = change.order.length === this.list.length && this.list.every((row, at) => row.id === change.order[at]);
    if (moved || same || !this.#held.size || !this.#body.childElementCount) this.#settle();
    else this.#pill(true);
  }

  // Cells that differ get the new content; what is under the pointer stays the same element.
  #change(id, html) {
    const old = document.getElementById(id);
    if (!old) return;
    const fresh = reach(parse(html));
    const stays = ["cursor", "pending"].filter(name => old.classList.contains(name));
    if (stays.length) fresh.classList.add(...stays);
    for (const name of ["data-s", "class", "data-whole", "data-size"]) {
      const value = fresh.getAttribute(name);
      if (value === null) old.removeAttribute(name); else if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    if (old.cells.length !== fresh.cells.length) return old.replaceChildren(...fresh.cells);
    for (let i = 1; i < fresh.cells.length; i++) {
      const cell = old.cells[i], next = fresh.cells[i];
      if (cell.className !== next.className) cell.replaceWith(next.cloneNode(true));
      else if (!cell.isEqualNode(next)) children(cell, next);
    }
  }

  // The first row in view stays where it is, whatever comes or goes above it.
  #settle() {
    this.#pill(false);
    const change = this.#waiting;
    if (!change) return;
    this.#waiting = null;
    const first = this.#wanted >= 0 ? -1 : Math.floor(this.#scroll.scrollTop / this.#height());
    const anchor = this.at(first)?.id;
    const fresh = this.#wanted === 0;
    this.#wanted = -1;
    this.#asked = false;
    this.#from = change.from;
    this.#total = change.total;
    const known = new Map(this.list.map(row => [row.id, row]));
    const rows = change.order.map(id => known.get(id) ?? (change.rows?.[id] ? reach(parse(change.rows[id])) : null)).filter(Boolean);
    this.#place(rows);
    this.#number();
    this.#scroll.querySelector("table").setAttribute("aria-rowcount", this.#total + 1);
    this.#space();
    const now = anchor && !fresh ? this.place(document.getElementById(anchor)) : -1;
    if (now >= 0 && first > 0 && now !== first) this.#scroll.scrollTop += (now - first) * this.#height();
  }

  // Rows that stay are not taken out of the page, so that focus and pointer stay in them.
  #place(rows) {
    const stay = new Set(rows);
    for (const row of this.list) if (!stay.has(row)) row.remove();
    rows.forEach((row, at) => { if (this.#body.children[at] !== row) this.#body.insertBefore(row, this.#body.children[at] ?? null); });
  }

  // The header is the first row of the grid.
  #number() {
    this.list.forEach((row, i) => {
      const index = String(this.#from + i + 2);
      if (row.getAttribute("aria-rowindex") !== index) row.setAttribute("aria-rowindex", index);
    });
  }

  #height() {
    return parseFloat(getComputedStyle(this.#body.closest("table")).getPropertyValue("--row")) * rem();
  }

  // The rows before and after the window are empty space, so that the scroll bar tells the truth.
  #space() {
    this.#body.style.setProperty("--before", this.#from);
    this.#body.style.setProperty("--after", Math.max(0, this.#total - this.#from - this.#body.childElementCount));
  }

  #scrolled() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const first = Math.floor(this.#scroll.scrollTop / this.#height());
      const last = first + Math.ceil(this.#scroll.clientHeight / this.#height());
      const above = first < this.#from + MARGIN / 2 && this.#from > 0;
      const below = last > this.#from + this.#body.childElementCount - MARGIN / 2 && this.#from + this.#body.childElementCount < this.#total;
      if (!above && !below) return;
      this.#asked = true;
      this.busy(true);
      this.onWindow(Math.max(0, Math.floor((first + last) / 2 - (this.more.count ?? this.#count) / 2)));
    }, 60);
  }

  #hold(why, held) {
    if (held) this.#held.add(why); else this.#held.delete(why);
    if (!this.#held.size && this.#waiting) this.#settle();
  }

  #pill(shown) { document.getElementById("held").hidden = !shown; }
}

// The list is one stop for the Tab key; the arrows move in it.
function reach(row) {
  row.tabIndex = row.tabIndex === 0 && row.hasAttribute("tabindex") ? 0 : -1;
  for (const inner of row.querySelectorAll("a, input")) inner.tabIndex = -1;
  return row;
}

function rem() { return parseFloat(getComputedStyle(document.documentElement).fontSize); }

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector("tr");
}
