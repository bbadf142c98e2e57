// Files of this computer on their way to the server.
const LARGEST = 16 * 1024 * 1024;

// Of several only those that are called so, and none that is larger than a .torrent file can be.
export function torrents(files) {
  return files.filter(file => file.size <= LARGEST && (files.length === 1 || /\.torrent$/i.test(file.name)));
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
