// @ts-check
// WebAssembly's binary format, as far as it is written and read here.
// Source: the WebAssembly specification 3.0, "Binary Format".

export const I32 = 0x7f;
export const FUNCREF = 0x70;
export const FUNCTION_TYPE = 0x60;
export const EMPTY_BLOCK = 0x40;

/** The sections of a module, in the order that they have to be in. */
export const SECTION = { type: 1, import: 2, function: 3, table: 4, tag: 13, global: 6, export: 7, code: 10 };
export const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
export const OP = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  if: 0x04,
  throw: 0x08,
  end: 0x0b,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  tryTable: 0x1f,
  localGet: 0x20,
  localSet: 0x21,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load16U: 0x2f,
  i32Const: 0x41,
  i32Eqz: 0x45,
  i32Sub: 0x6b,
};

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** An unsigned number (LEB128), in no fewer bytes than `width`. @param {number} number @param {number} [width] */
export function unsigned(number, width = 1) {
  /** @type {number[]} */ const bytes = [];
  for (let rest = number; rest > 0 || bytes.length < width; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes[bytes.length - 1] &= 0x7f;
  return bytes;
}

/** `i32.const`, of a number that is not negative. @param {number} number */
export function constant(number) {
  const bytes = unsigned(number);
  // The highest bit of the last byte is the sign.
  if (bytes[bytes.length - 1] & 0x40) bytes.splice(-1, 1, bytes[bytes.length - 1] | 0x80, 0);
  return [OP.i32Const, ...bytes];
}

/** @param {number[][]} entries */
export const list = (entries) => [...unsigned(entries.length), ...entries.flat()];
/** @param {string} text of ASCII */
export const name = (text) => list([...text].map((letter) => [letter.charCodeAt(0)]));
/** @param {number} arguments_ each an i32 @param {number} results 0 or 1 */
export const functionType = (arguments_, results) =>
  [FUNCTION_TYPE, ...list(Array(arguments_).fill([I32])), ...list(Array(results).fill([I32]))];
/** @param {number} locals each an i32 @param {number[]} code */
export const body = (locals, code) => {
  const all = [...list(locals ? [[...unsigned(locals), I32]] : []), ...code, OP.end];
  return [...unsigned(all.length), ...all];
};
/** @param {number} id @param {number[][]} entries */
export const section = (id, entries) => {
  const all = list(entries);
  return [id, ...unsigned(all.length), ...all];
};
/** @param {number[][]} sections */
export const module = (sections) => Uint8Array.from([...HEADER, ...sections.flat()]);

/** Goes through bytes. */
export class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  unsigned() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number >>> 0;
    }
  }

  /** @param {number} count */
  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  name() {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }
}

/** The sections of a module. @param {Uint8Array} bytes */
export function sectionsOf(bytes) {
  const reader = new Reader(bytes, HEADER.length);
  /** @type {{ id: number, content: Uint8Array }[]} */ const sections = [];
  while (reader.at < bytes.length) {
    const id = reader.byte();
    sections.push({ id, content: reader.take(reader.unsigned()) });
  }
  return sections;
}

/** @param {{ id: number, content: Uint8Array }[]} sections */
export function moduleOf(sections) {
  const parts = [HEADER, ...sections.flatMap(({ id, content }) => [[id, ...unsigned(content.length)], content])];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
