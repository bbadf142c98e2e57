// The verbs of the keyboard, on what is selected, or else on the row the cursor is in or the torrent that is open.
import { register } from "./keys.js";
import { act, dialogsOf, held, menuAt, openDetails, panelOf } from "./commands.js";

export function verbs(list, selection) {
  const row = () => list.querySelector("#rows tr.cursor");
  const shown = () => document.querySelector("#panel:not([hidden]) input[name=torrent]")?.value;
  const choice = () => {
    if (selection.ids.length || selection.choice.matching !== undefined) return selection.choice;
    const id = row()?.id ?? shown();
    return id ? { ids: [id] } : null;
  };
  const at = (key, word, does) => register(key, word, event => {
    if (event.target.closest("[role=menu], dialog")) return false;
    const chosen = choice();
    if (!chosen) return false;
    does(chosen);
  });
  const dialog = (key, word, extra) => at(key, extra ? `${word}-${Object.keys(extra)[0]}` : word, async chosen => {
    const { base, fields, show } = await dialogsOf();
    const body = fields(chosen);
    for (const [name, value] of Object.entries(extra ?? {})) body.set(name, value);
    show(`${base()}/dialogs/${word}`, body);
  });
  const now = (key, verb, word = verb) => at(key, word, chosen => act(verb, chosen));

  at("s", "start-stop", chosen => act(held(chosen) ? "start" : "stop", chosen));
  now("Shift S", "force-start");
  dialog("c", "category");
  dialog("t", "tags");
  dialog("l", "limits");
  dialog("m", "move");
  dialog("F2", "rename");
  dialog("Delete", "delete");
  dialog("Shift Delete", "delete", { files: "true" });
  now("a", "reannounce");
  now("Shift R", "recheck");
  now("Ctrl ArrowUp", "up", "queue-up");
  now("Ctrl ArrowDown", "down", "queue-down");
  now("Ctrl Shift ArrowUp", "top", "queue-top");
  now("Ctrl Shift ArrowDown", "bottom", "queue-bottom");
  copy("Ctrl C", "name");
  copy("Ctrl Shift C", "magnet_uri");

  for (const key of ["Enter", "o"]) register(key, "open", () => row() ? (openDetails(row()), true) : false);
  register("Escape", "close-details", event => open() && !event.target.matches("input, textarea") && !selection.some ? (panel(it => it.close()), true) : false);
  register("ArrowRight", "next-tab", () => open() ? (panel(it => it.step(1)), true) : false);
  register("ArrowLeft", "previous-tab", () => open() ? (panel(it => it.step(-1)), true) : false);
  register("\\", "panel", () => open() ? (panel(it => it.dock()), true) : row() ? (openDetails(row()), true) : false);
  for (const key of ["ContextMenu", "Shift F10"]) register(key, "menu", () => {
    const here = row() ?? document.getElementById(selection.ids[0] ?? "");
    if (!here) return false;
    const box = here.getBoundingClientRect();
    menuAt(here, selection, box.left + 40, box.bottom);
  });

  // Text that somebody has marked is theirs to copy.
  function copy(key, what) {
    register(key, `copy-${what}`, () => {
      const chosen = choice();
      if (!chosen || getSelection().toString()) return false;
      import("./copying.js").then(it => it.taken(chosen, what));
    });
  }
}

function open() { return !document.getElementById("panel").hidden; }
function panel(does) { panelOf().then(does); }
