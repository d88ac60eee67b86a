// What a packed file holds, and one file out of it, loaded when a person first picks one.
import { unzipSync } from "fflate";

/** The sizes of a zip's end and of an entry of its list, without what may follow them. */
const END_BYTES = 22;
const ENTRY_BYTES = 46;

/**
 * What a zip lists, in its order. `crc` is the checksum that it gives.
 * @param {Uint8Array} zip
 * @returns {{ name: string, bytes: number, crc?: number }[]}
 */
export const list = (zip) => {
  const entries = [];
  const checksums = checksumsOf(zip);
  unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      entries.push({ name, bytes: originalSize, crc: checksums[entries.length] });
      return false;
    },
  });
  return entries;
};

/**
 * One file of a zip, by its place in the list. Never more bytes than the list says.
 * @param {Uint8Array} zip
 * @param {number} place
 * @returns {Uint8Array}
 */
export const take = (zip, place) => {
  const { name, bytes, crc } = list(zip)[place];
  let at = 0;
  const content = unzipSync(zip, { filter: () => at++ === place })[name];
  // fflate does not look.
  if (content.length !== bytes || crc32(content) !== crc) {
    throw new Error(`${name} does not match its checksum`);
  }
  return content;
};

/**
 * What a gzip file holds; nothing where that is more than `most` bytes.
 * @param {Uint8Array} gzip
 * @param {number} most
 * @returns {Promise<Uint8Array | undefined>}
 */
export const gunzip = async (gzip, most) => {
  const pieces = [];
  let bytes = 0;
  for await (const piece of new Blob([gzip]).stream().pipeThrough(new DecompressionStream("gzip"))) {
    bytes += piece.length;
    if (bytes > most) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
};

/** The checksums in a zip's list. */
const checksumsOf = (zip) => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const checksums = [];
  let end = zip.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return checksums;
  let at = view.getUint32(end + 16, true);
  while (at + ENTRY_BYTES <= end && view.getUint32(at, true) === 0x02014b50) {
    checksums.push(view.getUint32(at + 16, true));
    // Its name, its extra fields and its comment follow.
    at += ENTRY_BYTES + [28, 30, 32].reduce((sum, length) => sum + view.getUint16(at + length, true), 0);
  }
  return checksums;
};

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

const crc32 = (bytes) => {
  let crc = ~0;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
};
