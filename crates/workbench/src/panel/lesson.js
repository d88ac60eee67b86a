// The lesson's part of the page.

/** For some kilobytes, on a slow network. */
const LIMIT_MS = 15_000;
const ENGLISH = "en-US";

const fetched = async (language) => {
  const address = new URL(`lessons/${language}.txt`, document.baseURI);
  // Its name does not change with what is in it.
  const response = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(LIMIT_MS) });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.text();
};

/** The file of all lessons, in the page's language if it is there. */
export const fetch_lessons = async () => {
  const language = document.documentElement.lang;
  if (!language || language === ENGLISH) return fetched(ENGLISH);
  return fetched(language).catch(() => fetched(ENGLISH));
};

/** The lesson that the page's address asks for. */
export const wanted_lesson = () => new URLSearchParams(location.search).get("lesson") || undefined;
