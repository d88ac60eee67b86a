// What was printed lately, in columns: never more than so much.

/** As many are drawn, */
export const SAMPLES = 2_000;
/** and so many more are let in before the oldest go, all at once. */
const SLACK = 500;
export const COLUMNS = 8;

export class Samples {
  /** The number of each sample, counted from 1. */
  numbers = [];
  /** Seconds since the first. */
  seconds = [];
  /** @type {{ name: string, values: (number | null)[], smallest: number, largest: number }[]} */
  columns = [];
  /** Whether there was a column that found no place. */
  isCut = false;
  #count = 0;
  #start;

  /**
   * @param {{ name: string, value: number | null }[]} found
   * @param {number} now in milliseconds
   */
  push(found, now) {
    this.#start ??= now;
    this.numbers.push(++this.#count);
    this.seconds.push((now - this.#start) / 1_000);
    for (const { values } of this.columns) values.push(null);
    for (const { name, value } of found) this.#put(name, value);
    if (this.numbers.length >= SAMPLES + SLACK) this.#drop(this.numbers.length - SAMPLES);
  }

  #put(name, value) {
    let column = this.columns.find((one) => one.name === name);
    if (!column) {
      if (this.columns.length >= COLUMNS) {
        this.isCut = true;
        return;
      }
      const values = this.numbers.map(() => null);
      column = { name, values, smallest: Infinity, largest: -Infinity };
      this.columns.push(column);
    }
    column.values[column.values.length - 1] = value;
    if (value === null) return;
    column.smallest = Math.min(column.smallest, value);
    column.largest = Math.max(column.largest, value);
  }

  #drop(count) {
    for (const list of [this.numbers, this.seconds, ...this.columns.map(({ values }) => values)]) {
      list.splice(0, count);
    }
  }

  /** The column's latest number. */
  static latest({ values }) {
    return values.findLast((value) => value !== null);
  }
}
