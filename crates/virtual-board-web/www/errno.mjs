// @ts-check
// The numbers of `OSError`. MicroPython names them as Linux does, on a board and here; the files of a browser's
// worker have the numbers of WASI, which would mean something else to a program.

import { changeImports } from "./imports.mjs";

/** By the number that the files give. Source: WASI's `errno`, and MicroPython's py/mperrno.h. */
const OF_A_BOARD = new Map([
  [2, 13], // EACCES
  [6, 11], // EAGAIN
  [8, 9], // EBADF
  [10, 16], // EBUSY
  [20, 17], // EEXIST
  [28, 22], // EINVAL
  [29, 5], // EIO
  [31, 21], // EISDIR
  [32, 40], // ELOOP
  [33, 24], // EMFILE
  [37, 36], // ENAMETOOLONG
  [43, 19], // ENODEV
  [44, 2], // ENOENT
  [48, 12], // ENOMEM
  [51, 28], // ENOSPC
  [52, 38], // ENOSYS
  [54, 20], // ENOTDIR
  [55, 39], // ENOTEMPTY
  [59, 25], // ENOTTY
  [60, 6], // ENXIO
  [63, 1], // EPERM
  [69, 30], // EROFS
  [70, 29], // ESPIPE
  [75, 18], // EXDEV
]);

/** @param {number} number */
const ofABoard = (number) => OF_A_BOARD.get(number) ?? number;

/** Lets the WebAssembly that is made from now on see a board's numbers. */
export function translateErrno() {
  changeImports((name, original) => {
    if (/^__syscall_/.test(name)) return told(original, (result) => (result < 0 ? -ofABoard(-result) : result));
    return /^fd_/.test(name) ? told(original, ofABoard) : original;
  });
}

/** @param {(...values: any[]) => number} call @param {(result: number) => number} change */
const told =
  (call, change) =>
  (/** @type {any[]} */ ...values) =>
    change(call(...values));
