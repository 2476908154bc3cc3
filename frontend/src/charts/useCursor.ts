import { type KeyboardEvent, useState } from "react";

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };

/** A cursor over `count` points, moved by pointer or keys; it starts nowhere and Escape takes it away. */
export function useCursor(count: number) {
  const [at, setAt] = useState<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === "Escape") setAt(null);
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(count - 1);
    else if (step === undefined) return;
    else setAt((now) => Math.min(count - 1, Math.max(0, (now ?? count - 1 - step) + step)));
    event.preventDefault();
  };
  return { at: at !== null && at < count ? at : null, setAt, onKeyDown };
}
