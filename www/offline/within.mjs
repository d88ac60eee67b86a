/** What a promise gives in time; nothing where it fails or is late. */
export function within(milliseconds, promise) {
  const late = new Promise((end) => setTimeout(end, milliseconds));
  return Promise.race([promise, late]).catch(() => undefined);
}
