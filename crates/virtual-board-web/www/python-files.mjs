// @ts-check
// The files of Python's worker, taken out of it and put back: they outlive a reset, as in flash.

/** By path; `null` is a folder. @typedef {Record<string, Uint8Array | null>} Files */

/** What MicroPython writes when it makes a new file system. */
export const NEW_FILES = {
  "/boot.py": new TextEncoder().encode(
    "# This file is executed on every boot (including wake-boot from deepsleep)\n" +
      "import gc\ngc.collect()\n",
  ),
};

/** The room that a board with 4 MB of flash has for files. */
const BLOCK_BYTES = 4096;
const BLOCKS = 758;

export class PythonFiles {
  #fs;
  #root;
  #seen = "";

  /** @param {any} fs Emscripten's @param {string} root folder */
  constructor(fs, root) {
    this.#fs = fs;
    this.#root = root;
    fs.mkdir(root);
    // Emscripten would tell of gigabytes.
    fs.statfs = () => this.#room();
  }

  /** @param {Files} files */
  put(files) {
    for (const [path, content] of Object.entries(files)) {
      if (content) this.#fs.writeFile(this.#root + path, content);
      else this.#fs.mkdir(this.#root + path);
    }
    this.#seen = this.#signature();
  }

  /** @param {string} path @returns {string | undefined} */
  text(path) {
    const { exists } = this.#fs.analyzePath(this.#root + path);
    return exists ? this.#fs.readFile(this.#root + path, { encoding: "utf8" }) : undefined;
  }

  /** All files, if anything has changed since it was last asked. @returns {Files | undefined} */
  changed() {
    const signature = this.#signature();
    if (signature === this.#seen) return undefined;
    this.#seen = signature;
    return Object.fromEntries(
      this.#walk("").map(({ path, isFolder }) => [
        path,
        isFolder ? null : this.#fs.readFile(this.#root + path),
      ]),
    );
  }

  /** What `os.statvfs` tells. A folder, and an empty file too, takes a block. */
  #room() {
    const taken = this.#walk("").map(({ size, isFolder }) => (isFolder ? 1 : Math.ceil(size / BLOCK_BYTES) || 1));
    const free = Math.max(0, BLOCKS - taken.reduce((sum, blocks) => sum + blocks, 0));
    return {
      bsize: BLOCK_BYTES,
      frsize: BLOCK_BYTES,
      blocks: BLOCKS,
      bfree: free,
      bavail: free,
      files: 0,
      ffree: 0,
      fsid: 0,
      flags: 0,
      namelen: 255,
    };
  }

  #signature() {
    return this.#walk("")
      .map(({ path, size, changedAt }) => `${path} ${size} ${changedAt}`)
      .join("\n");
  }

  /**
   * Folders before what is in them.
   *
   * @param {string} folder
   * @returns {{ path: string, isFolder: boolean, size: number, changedAt: number }[]}
   */
  #walk(folder) {
    /** @type {string[]} */
    const names = this.#fs.readdir(this.#root + folder);
    return names
      .filter((name) => name !== "." && name !== "..")
      .flatMap((name) => {
        const path = `${folder}/${name}`;
        const { mode, size, mtime } = this.#fs.stat(this.#root + path);
        const isFolder = this.#fs.isDir(mode);
        const entry = { path, isFolder, size, changedAt: mtime.getTime() };
        return isFolder ? [entry, ...this.#walk(path)] : [entry];
      });
  }
}
