// The filter field, the rail and the chips: they write one filter, which is in the address, and the list follows without
// leaving the page. The server reads the filter; here it is only carried.
const PAUSE = 250;

export function filtering(list, go) {
  const field = document.getElementById("q"), box = document.getElementById("suggest"), typed = document.getElementById("typed");
  let timer, asked = 0, chosen = -1, left = false;

  // Tinted words stand over the text only while they are the same text, and all of it can be seen.
  const tint = () => { typed.hidden = !field.value || typed.textContent.trim() !== field.value.trim() || field.scrollWidth > field.clientWidth; };
  const look = q => {
    const address = new URL(list.dataset.base + "/torrents" + location.search, location.href);
    if (q) address.searchParams.set("q", q); else address.searchParams.delete("q");
    address.searchParams.delete("from");
    go(address);
  };
  const close = () => { box.hidden = true; chosen = -1; field.removeAttribute("aria-activedescendant"); field.setAttribute("aria-expanded", "false"); };
  const options = () => [...box.querySelectorAll("[role=option]")];

  async function suggest() {
    const mine = ++asked;
    const before = field.value.slice(0, field.selectionStart);
    const answer = await fetch(`${list.dataset.base}/torrents/suggest?q=${encodeURIComponent(before)}`, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== field) return;
    box.innerHTML = await answer.text();
    box.hidden = !box.childElementCount;
    chosen = -1;
    field.setAttribute("aria-expanded", String(!box.hidden));
  }

  function choose(step) {
    const all = options();
    if (!all.length) return;
    chosen = (chosen + step + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    const rest = field.value.slice(field.selectionStart);
    field.value = option.dataset.text + rest.trimStart();
    field.setSelectionRange(option.dataset.text.length, option.dataset.text.length);
    changed();
  }

  function changed() {
    tint();
    clearTimeout(timer);
    timer = setTimeout(() => { look(field.value.trim()); suggest(); }, PAUSE);
  }

  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "suggest"], ["aria-autocomplete", "list"]]) field.setAttribute(name, value);
  field.addEventListener("input", changed);
  for (const name of ["pointerdown", "focusin"]) document.addEventListener(name, () => { left = false; }, true);
  document.addEventListener("keydown", event => { if (event.key !== "Escape") left = false; }, true);
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) suggest(); else choose(event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Tab" && !event.shiftKey || event.key === "Enter") && !box.hidden && (chosen >= 0 || event.key === "Tab") && options().length) {
      event.preventDefault();
      take(options()[Math.max(0, chosen)]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!box.hidden) return close();
      field.blur();
      left = true;
    }
  });
  box.addEventListener("pointerdown", event => { event.preventDefault(); const option = event.target.closest("[role=option]"); if (option) take(option); });
  field.form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(timer); close(); look(field.value.trim()); });

  // Links to another view of the list: Ctrl adds to what is chosen, Alt excludes.
  document.addEventListener("click", event => {
    const link = event.target.closest(":is(#rail, #chips, #quick, #banners, #head) a[href]");
    if (!link || event.defaultPrevented || event.button || link.pathname !== `${list.dataset.base}/torrents`) return;
    const many = event.ctrlKey || event.metaKey;
    const to = event.altKey ? link.dataset.not : event.shiftKey ? link.dataset.second : many ? link.dataset.or : link.getAttribute("href");
    if (!to) return;
    event.preventDefault();
    if (location.hash === "#rail") location.hash = "";
    go(new URL(to, location.href));
  });
  addEventListener("popstate", () => go(new URL(location.href), true));

  tint();
  return {
    // Escape leaves the field; once more, and nothing is filtered.
    escape() {
      if (!left || !field.value) return false;
      left = false;
      field.value = "";
      look("");
    },
    // The server has read a filter: its tints are there, and the field follows when nobody types in it.
    read(q) {
      if (q !== undefined && document.activeElement !== field) field.value = q;
      tint();
    },
  };
}
