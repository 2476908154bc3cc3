import "graphiql/graphiql.css";
import { useComputedColorScheme } from "@mantine/core";
import { GraphiQL } from "graphiql";
import { send } from "@/lib/http";
import classes from "./ApiPage.module.css";

/** GraphiQL, served by us, asking as whoever is logged in. */
export default function Explorer({ slug, query }: { slug: string; query: string }) {
  const scheme = useComputedColorScheme("light");
  const ask = async (params: object) => (await send<object>("POST", `/a/${slug}/graphql`, params)).body as never;
  return (
    <div className={classes.explorer}>
      <GraphiQL fetcher={ask} defaultQuery={query} forcedTheme={scheme} />
    </div>
  );
}
