/** Where somebody was going who first has to confirm an address: the link of that letter may open in another window of the same browser. */
import { safeNext } from "./session";

const KEY = "plumbline-going-to";
const ONE_DAY = 86_400_000;

type Kept = { path: string; at: number };

export function rememberWay(next: string | undefined, now = Date.now()): void {
  const path = safeNext(next);
  if (path) localStorage.setItem(KEY, JSON.stringify({ path, at: now } satisfies Kept));
}

/** The remembered path, once, and for a day only. */
export function recallWay(now = Date.now()): string | undefined {
  const kept = localStorage.getItem(KEY);
  localStorage.removeItem(KEY);
  try {
    const { path, at } = JSON.parse(kept ?? "null") as Kept;
    return now - at < ONE_DAY ? safeNext(path) : undefined;
  } catch {
    return undefined;
  }
}
