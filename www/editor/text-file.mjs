// Between a file's bytes and the editor's text, both ways without a change.

/**
 * The text of a file in UTF-8, with its byte order mark if it has one; `undefined` where the bytes are no
 * UTF-8: then it is another encoding, or no text.
 * @param {BufferSource} bytes
 */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {string} text */
export function bytesOf(text) {
  return new TextEncoder().encode(text);
}
