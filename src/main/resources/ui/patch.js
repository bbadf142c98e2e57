// Makes a part of the page what the server has drawn, changing only what differs: what is under the pointer or has focus stays
// the same element, and what somebody has folded stays folded.
export function patch(element, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  children(element, template.content);
}

export function children(old, fresh) {
  const olds = [...old.childNodes], news = [...fresh.childNodes];
  news.forEach((node, at) => {
    const before = olds[at];
    if (!before) old.append(node);
    else if (before.nodeName !== node.nodeName || before.id !== node.id) before.replaceWith(node);
    else if (node.nodeType === Node.ELEMENT_NODE) { attributes(before, node); children(before, node); }
    else if (before.data !== node.data) before.data = node.data;
  });
  for (const node of olds.slice(news.length)) node.remove();
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open" && !name.startsWith("data-own")) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
}
