// Several files as one, loaded when a person first wants that.
import { Zip, ZipDeflate } from "fflate";

/**
 * A zip of files, each a name with `/` between folders and its bytes, on this thread: a board has a few
 * megabytes at most.
 * @param {[string, Uint8Array][]} files
 * @returns {Blob}
 */
export const pack = (files) => {
  const parts = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  for (const [name, content] of files) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    file.push(content, true);
  }
  zip.end();
  return new Blob(parts, { type: "application/zip" });
};
