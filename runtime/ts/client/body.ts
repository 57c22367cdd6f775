/** Reads a body as text, up to a bound: what the server sends must not fill the memory. */
export async function readText(response: Response, mostBytes: number): Promise<{ text: string; whole: boolean }> {
  let text = "";
  if (response.body === null) {
    return { text, whole: true };
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (let read = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) {
      return { text: text + decoder.decode(), whole: true };
    }
    read += value.byteLength;
    if (read > mostBytes) {
      // The connection is of no more use, and whether it ends well does not matter.
      reader.cancel().catch(() => undefined);
      return { text, whole: false };
    }
    text += decoder.decode(value, { stream: true });
  }
}
