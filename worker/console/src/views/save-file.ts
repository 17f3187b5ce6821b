/** Hands bytes to the browser to be saved under a name. */
export function saveFile(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it up once the click is done; some read it a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The same with a document, written as JSON that people can read. */
export const saveDocument = (name: string, content: object): void =>
  saveFile(name, new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }));
