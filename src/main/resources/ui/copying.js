// Copies what a selection is called, is known by or lies at; where the clipboard is not to be had, it is shown to be copied.
import { base, fields, fragment, reason, show } from "./dialogs.js";
import { told } from "./toasts.js";
import { say } from "./said.js";

export async function taken(choice, what) {
  const answer = await fragment(`${base()}/dialogs/copy`, fields(choice));
  const text = new DOMParser().parseFromString(answer.html, "text/html").getElementById(`copy-${what}`)?.value;
  const { copied, nothing } = document.getElementById("list").dataset;
  if (!text) return told(reason(nothing), false);
  try {
    await navigator.clipboard.writeText(text);
    say(copied);
  } catch {
    show(`${base()}/dialogs/copy`, fields(choice));
  }
}
