import "graphiql/graphiql.css";
import { useComputedColorScheme } from "@mantine/core";
import { GraphiQL } from "graphiql";
import { useEffect, useRef } from "react";
import { send } from "@/lib/http";
import classes from "./Explorer.module.css";

/** Names the editors' hidden text fields and lets keys scroll them: GraphiQL leaves both out. */
function lowerBarriers(container: HTMLElement) {
  for (const editor of container.querySelectorAll<HTMLElement>("section[aria-label] .CodeMirror")) {
    const name = editor.closest("section[aria-label]")?.getAttribute("aria-label") ?? "Editor";
    editor.querySelector("textarea")?.setAttribute("aria-label", name);
  }
  for (const [index, field] of container.querySelectorAll(".CodeMirror textarea:not([aria-label])").entries()) {
    field.setAttribute("aria-label", `Editor ${index + 1}`);
  }
  for (const scroller of container.querySelectorAll('.CodeMirror-scroll[tabindex="-1"]'))
    scroller.setAttribute("tabindex", "0");
}

/** GraphiQL, served by us, asking as whoever is logged in. */
export default function Explorer({ slug, query }: { slug: string; query: string }) {
  const scheme = useComputedColorScheme("light");
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = around.current;
    if (!container) return;
    const watching = new MutationObserver(() => lowerBarriers(container));
    watching.observe(container, { childList: true, subtree: true });
    lowerBarriers(container);
    return () => watching.disconnect();
  }, []);
  const ask = async (params: object) => (await send<object>("POST", `/a/${slug}/graphql`, params)).body as never;
  return (
    <div ref={around} className={classes.explorer}>
      <GraphiQL fetcher={ask} defaultQuery={query} forcedTheme={scheme} />
    </div>
  );
}
