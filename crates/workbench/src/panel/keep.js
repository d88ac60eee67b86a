// A board's files, in the browser until they are proven on a board again: they may be too large for `localStorage`.

const KEPT = "kept";
/** The page looks for it before it loads what reads the rest. */
const MARK = "kept-files";

/** Does something in one transaction, and gives what came of it. */
const within = async (mode, act) => {
  const open = indexedDB.open("boardwalk", 1);
  open.onupgradeneeded = () => open.result.createObjectStore(KEPT);
  const database = await new Promise((opened, failed) => {
    open.onsuccess = () => opened(open.result);
    open.onerror = () => failed(open.error);
  });
  try {
    const transaction = database.transaction(KEPT, mode);
    const asked = act(transaction.objectStore(KEPT));
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
    return asked.result;
  } finally {
    database.close();
  }
};

/** Keeps these bytes, never in the place of others, and proves it by reading them. */
export const keep = async (bytes) => {
  localStorage.setItem(MARK, "1");
  await within("readwrite", (store) => store.add(bytes, KEPT));
  const there = await kept();
  if (there?.length !== bytes.length || there.some((byte, at) => byte !== bytes[at])) {
    await forget();
    throw new Error("it has other bytes than it was given.");
  }
  // The browser may throw away what no person wants kept; where it asks first, it is as it was.
  void navigator.storage?.persist?.();
};

/** What is kept, if anything. */
export const kept = async () => {
  if (localStorage.getItem(MARK) === null) return undefined;
  return within("readonly", (store) => store.get(KEPT));
};

export const forget = async () => {
  await within("readwrite", (store) => store.delete(KEPT));
  localStorage.removeItem(MARK);
};
