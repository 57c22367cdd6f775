/** Thrown for a body with more bytes than a client takes. */
export class TooLargeError extends Error {
    name = "TooLargeError";
}
export async function readText(response, mostBytes) {
    if (response.body === null) {
        return "";
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let read = 0;
    let text = "";
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            return text + decoder.decode();
        }
        read += value.byteLength;
        if (read > mostBytes) {
            // The connection is of no more use, and whether it ends well does not matter.
            reader.cancel().catch(() => undefined);
            throw new TooLargeError(`the answer has more than ${mostBytes} bytes`);
        }
        text += decoder.decode(value, { stream: true });
    }
}
