import { Skeleton } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { boxed, Disclosure } from "@/components/Disclosure";

const ColumnChoice = lazy(() => import("./ColumnChoice"));

type Props = { shown: string[]; onChange: (kpis: string[] | undefined) => void };

/** Which published KPIs are columns, at most twelve; the order is that of ticking. */
export function Columns({ shown, onChange }: Props) {
  const face = (
    <>
      <IconColumns3 size={16} aria-hidden />
      Columns
    </>
  );
  return (
    <Disclosure face={face} className={boxed} width={340}>
      {() => (
        <Suspense fallback={<Skeleton height={340} />}>
          <ColumnChoice shown={shown} onChange={onChange} />
        </Suspense>
      )}
    </Disclosure>
  );
}
