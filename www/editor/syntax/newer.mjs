// What firmware of today takes and the compiler of 1.19 does not.

/**
 * The program without it, each line in its place: conversions in f-strings, as in `f"{name!r}"`, and raw
 * f-strings.
 */
export function asUnderstood(text) {
  return text.replace(/!([rs])(?=[:}])/g, "").replace(/\b(?:rf|fr)(?=["'])/gi, "f");
}
