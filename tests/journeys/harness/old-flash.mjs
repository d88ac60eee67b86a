// What a class may find on a board: MicroPython 1.9.3 with somebody's files and Wi-Fi.
import { readFileSync } from "node:fs";

const FLASH_BYTES = 4 << 20;
const SECTOR_BYTES = 4096;
/** Where this build keeps its files. */
const FILES_AT = 0x99000;
/** The SDK keeps its settings in the last sectors: two take turns, the third tells which one counts. */
const SETTINGS_AT = FLASH_BYTES - 2 * SECTOR_BYTES;
const WHICH_SETTINGS_AT = FLASH_BYTES - SECTOR_BYTES;

/** An installed image: its header tells 4 MB. As it is published, it does not run. */
export function installed(name) {
  const image = readFileSync(new URL(`../../../dist/firmware/${name}`, import.meta.url));
  image[3] = 0x40;
  return image;
}

/** The flash of a board that was used: its files by name, and the network that it joins. */
export function usedFlash({ files, network }) {
  const flash = Buffer.alloc(FLASH_BYTES, 0xff);
  installed("micropython-1.9.3.bin").copy(flash);
  fat(files).copy(flash, FILES_AT);
  flash.write(`${String.fromCharCode(network.length)}${network}`, SETTINGS_AT, "latin1");
  flash[WHICH_SETTINGS_AT] = 1;
  return flash;
}

/** A FAT12 as FatFs makes it: boot sector, one table, four sectors of entries, a sector for each file. */
function fat(files) {
  const names = Object.keys(files);
  const area = Buffer.alloc((6 + names.length) * SECTOR_BYTES);
  area.write("\xEB\xFE\x90MSDOS5.0", 0, "latin1");
  area.writeUInt16LE(SECTOR_BYTES, 0x0b);
  // One sector a cluster; one reserved; one table; 512 entries; 866 sectors in all; F8 is a disk.
  Buffer.from([1, 1, 0, 1, 0, 2, 0x62, 0x03, 0xf8, 1, 0]).copy(area, 0x0d);
  area.write("NO NAME    FAT     ", 0x2b, "latin1");
  area.writeUInt16LE(0xaa55, 0x1fe);
  // Twelve bits for each cluster: the first two are taken, and each file ends in its only one.
  for (let cluster = 0; cluster < 2 + names.length; cluster++) {
    const at = SECTOR_BYTES + Math.floor(cluster * 1.5);
    const end = cluster === 0 ? 0xff8 : 0xfff;
    area[at] |= (cluster % 2 ? end << 4 : end) & 0xff;
    area[at + 1] |= cluster % 2 ? end >> 4 : end >> 8;
  }
  for (const [index, name] of names.entries()) {
    const [stem, ending] = name.toUpperCase().split(".");
    const entry = (2 * SECTOR_BYTES) + 32 * index;
    area.write(`${stem.padEnd(8)}${ending.padEnd(3)} \x18`, entry, "latin1");
    area.writeUInt16LE(2 + index, entry + 26);
    area.writeUInt32LE(files[name].length, entry + 28);
    area.write(files[name], (6 + index) * SECTOR_BYTES, "latin1");
  }
  return area;
}
