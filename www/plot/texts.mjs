// Every sentence of the plot. Who opens one may give others by the same ids.

export default {
  chart: "Curves of the numbers that the program prints; the table below has the latest values",
  table: "Latest values",
  line: "Line",
  name: "Name",
  latest: "Latest",
  smallest: "Smallest",
  largest: "Largest",
  /** For a column without a name: `$` is its number. */
  value: "Value $",
  waiting: "Nothing to draw yet: print numbers, as in print(1, 2)",
  /** `$` is how many. */
  "too-many": "Only the first $ columns are drawn",
  /** In the head of a CSV file. */
  number: "number",
  seconds: "seconds",
};
