// What the server says against a field of a form, told beside the field.

// Each of `lines` names its field in `data-field`; the first one that is named is looked at.
export function mark(form, lines) {
  for (const line of lines) {
    const field = line?.dataset.field && form.elements[line.dataset.field];
    if (!field || field.name === "urls" || field.getAttribute("aria-invalid")) continue;
    const text = document.createElement("p");
    text.className = "danger-ink fault";
    text.id = field.id + "-fault";
    text.textContent = line.querySelector("small").textContent;
    field.closest(".field, .check").append(text);
    field.setAttribute("aria-invalid", "true");
    field.dataset.described = field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", `${field.dataset.described} ${text.id}`.trim());
    reveal(field);
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}

export function unmark(form) {
  for (const text of form.querySelectorAll(".fault")) text.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", field.dataset.described);
  }
}

// A field in a part that is folded away cannot be looked at.
export function reveal(field) {
  const part = field.closest("details");
  if (part) part.open = true;
}
