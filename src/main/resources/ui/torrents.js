// The torrents screen with a script: it updates by itself, scrolls through any number of rows, and sends commands without
// leaving the page. Everything it does can be done without it; what may be done is decided by the server alone.
import { Live } from "./live.js";
import { Selection } from "./selection.js";
import { Rows } from "./rows.js";
import { commands } from "./commands.js";
import { cursor } from "./cursor.js";
import { verbs } from "./verbs.js";
import "./strip.js";

document.documentElement.dataset.scripted = "";
const list = document.getElementById("list");
const rows = new Rows(document.getElementById("scroll"), document.getElementById("rows"));
const selection = new Selection(list);
const live = new Live(list, change => {
  rows.apply(change, selection);
  for (const [id, html] of Object.entries(change.parts ?? {})) document.getElementById(id).innerHTML = html;
  if (change.total !== undefined) document.getElementById("count").textContent = countText(change.total);
  selection.refresh();
});

// The server wrote the first count; its words are kept and only the number is replaced.
const counted = document.getElementById("count").textContent.replace(/^[\d,]+/, "#");
function countText(total) {
  return total === 1 || counted.indexOf("#") < 0 ? String(total) : counted.replace("#", total.toLocaleString("en"));
}

rows.onWindow = from => live.look({ from });
selection.onHold = held => rows.hold(held);
commands(list, selection);
cursor(selection);
verbs(list, selection);

const field = document.getElementById("q");
let typing;
field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const address = new URL(location.href);
    if (field.value.trim()) address.searchParams.set("q", field.value.trim()); else address.searchParams.delete("q");
    address.searchParams.delete("from");
    history.replaceState(null, "", address);
    document.querySelector("input[name=back]").value = "/torrents" + address.search;
    rows.top();
    live.look({ q: field.value.trim(), from: 0 });
  }, 300);
});
field.form.addEventListener("submit", event => event.preventDefault());
live.open();
