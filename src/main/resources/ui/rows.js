// The window of rows. Rows change cell by cell where they stand; a new order waits while somebody points at the list, has
// selected something or is in it with the keyboard.
export class Rows {
  #scroll; #body; #held = new Set(); #waiting; #from; #total; #count; #timer;
  onWindow = () => {};

  constructor(scroll, body) {
    this.#scroll = scroll;
    this.#body = body;
    this.#from = Number(scroll.dataset.from);
    this.#total = Number(scroll.dataset.total);
    this.#count = Number(scroll.dataset.count);
    this.#number();
    this.#space();
    if (this.#from) scroll.scrollTop = this.#from * this.#height();
    scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    scroll.addEventListener("pointerenter", event => { if (event.pointerType === "mouse") this.#hold("pointer", true); });
    scroll.addEventListener("pointerleave", () => this.#hold("pointer", false));
    body.addEventListener("focusin", event => this.#hold("focus", event.target.matches(":focus-visible")));
    body.addEventListener("focusout", () => this.#hold("focus", false));
    document.querySelector("#held button").addEventListener("click", () => { this.#held.clear(); this.#settle(); });
  }

  hold(held) { this.#hold("selection", held); }

  top() { this.#scroll.scrollTop = 0; this.#held.clear(); }

  apply(change) {
    for (const [id, html] of Object.entries(change.rows ?? {})) this.#change(id, html);
    if (!change.order) return;
    this.#waiting = { ...change, rows: { ...this.#waiting?.rows, ...change.rows } };
    const moved = change.from !== this.#from;
    if (moved || !this.#held.size || !this.#body.childElementCount) this.#settle();
    else this.#pill(true);
  }

  // Cells that differ get the new content; what is under the pointer stays the same element.
  #change(id, html) {
    const old = document.getElementById(id);
    if (!old) return;
    const fresh = parse(html);
    for (const name of ["data-s", "class", "data-why"]) {
      const value = fresh.getAttribute(name);
      if (value === null) old.removeAttribute(name); else if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (let i = 1; i < fresh.cells.length; i++) {
      const cell = old.cells[i], next = fresh.cells[i];
      if (cell.className !== next.className) { cell.replaceWith(next.cloneNode(true)); continue; }
      const bar = cell.querySelector("progress"), nextBar = next.querySelector("progress");
      if (bar && nextBar && bar.className === nextBar.className) {
        bar.value = nextBar.value;
        bar.setAttribute("value", nextBar.getAttribute("value"));
        bar.setAttribute("aria-label", nextBar.getAttribute("aria-label"));
        swap(cell.querySelector(".line"), next.querySelector(".line"));
        swap(cell.querySelector(".pct"), next.querySelector(".pct"));
      } else swap(cell, next);
    }
  }

  #settle() {
    this.#pill(false);
    const change = this.#waiting;
    if (!change) return;
    this.#waiting = null;
    this.#from = change.from;
    this.#total = change.total;
    const known = new Map([...this.#body.children].map(row => [row.id, row]));
    const rows = change.order.map(id => known.get(id) ?? (change.rows?.[id] ? parse(change.rows[id]) : null)).filter(Boolean);
    this.#body.replaceChildren(...rows);
    this.#number();
    this.#scroll.querySelector("table").setAttribute("aria-rowcount", this.#total + 1);
    this.#space();
  }

  // The header is the first row of the grid.
  #number() {
    [...this.#body.children].forEach((row, i) => row.setAttribute("aria-rowindex", this.#from + i + 2));
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
      const above = first < this.#from + 10 && this.#from > 0;
      const below = last > this.#from + this.#count - 10 && this.#from + this.#count < this.#total;
      if (above || below) this.onWindow(Math.max(0, Math.floor((first + last) / 2 - this.#count / 2)));
    }, 60);
  }

  #hold(why, held) {
    if (held) this.#held.add(why); else this.#held.delete(why);
    if (!this.#held.size && this.#waiting) this.#settle();
  }

  #pill(shown) { document.getElementById("held").hidden = !shown; }
}

function rem() { return parseFloat(getComputedStyle(document.documentElement).fontSize); }

function swap(old, fresh) {
  if (old && fresh && old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector("tr");
}
