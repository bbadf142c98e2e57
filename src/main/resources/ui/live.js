// One stream of changes. It reconnects by itself, slower each time, and says so on the page.
const WAITS = [1, 2, 4, 8, 15];
const HIDDEN = 30_000;

export class Live {
  #address; #onChange; #source; #tries = 0; #timer; #hidden; #banner;

  constructor(list, onChange) {
    this.#address = new URL(list.dataset.live, location.href);
    this.#address.searchParams.set("seen", list.dataset.seen);
    this.#onChange = onChange;
    document.addEventListener("visibilitychange", () => this.#visible());
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", event => { if (event.persisted) this.open(); });
  }

  // The same stream for another part of the list.
  look(changes) {
    for (const [name, value] of Object.entries(changes)) {
      if (value === "" || value === 0) this.#address.searchParams.delete(name); else this.#address.searchParams.set(name, value);
    }
    this.open();
  }

  // The same stream for another address of the list.
  go(query, changes) {
    this.#address.search = query;
    this.look(changes);
  }

  open() {
    this.#close();
    const source = this.#source = new EventSource(this.#address);
    this.#address.searchParams.delete("seen");
    source.addEventListener("view", event => {
      this.#tries = 0;
      this.#say(0);
      this.#onChange(JSON.parse(event.data));
    });
    source.onerror = () => {
      source.close();
      if (source === this.#source) this.#again();
    };
    this.#rest();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  async #again() {
    const first = this.#tries === 0;
    const wait = first ? 0.3 : WAITS[Math.min(this.#tries - 1, WAITS.length - 1)];
    this.#tries++;
    if (!first) this.#say(wait);
    if (this.#tries === 2 && await ended(this.#address)) location.reload();
    this.#timer = setTimeout(() => this.open(), wait * 1000);
  }

  #say(seconds) {
    this.#banner?.remove();
    this.#banner = null;
    document.documentElement.toggleAttribute("data-lost", seconds > 0);
    if (!seconds) return;
    const banner = document.getElementById("lost").content.cloneNode(true).firstElementChild;
    const text = banner.querySelector(".in");
    text.textContent = text.textContent.replace("{s}", seconds);
    banner.querySelector("button").addEventListener("click", () => this.open());
    document.getElementById("banners").before(banner);
    this.#banner = banner;
  }

  // Nobody looks at a hidden page, so nobody is polled for it.
  #rest() {
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.#close(), HIDDEN);
  }

  #visible() {
    this.#rest();
    if (!document.hidden && !this.#source) this.open();
  }
}

// A session that has ended answers 401: the page itself then leads to the sign-in.
async function ended(address) {
  const stop = new AbortController();
  try {
    const answer = await fetch(address, { signal: stop.signal, headers: { Accept: "text/event-stream" } });
    return answer.status === 401 || answer.status === 403;
  } catch {
    return false;
  } finally {
    stop.abort();
  }
}
