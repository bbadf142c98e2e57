// Fragments of the server's, and what is made here to stand among them.

// The answer to a form, or null when the connection was lost; a session that has ended leads to the sign-in.
export async function post(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "text/html" } });
    if (answer.status === 401) location.reload();
    return answer;
  } catch {
    return null;
  }
}

export function paragraph(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

export function wrapped(content) {
  const item = document.createElement("li");
  item.append(content);
  return item;
}

export function parsed(html) { return new DOMParser().parseFromString(html, "text/html"); }
