/** The charts, loaded when first drawn; a skeleton of the final size keeps their place. */
import { Skeleton } from "@mantine/core";
import { type ComponentProps, type ComponentType, lazy, Suspense } from "react";

type Charts = typeof import("./index");

function waiting<Name extends keyof Charts>(name: Name, height: number) {
  type Props = ComponentProps<Charts[Name]>;
  const Chart = lazy(async () => ({
    default: (await import("./index"))[name] as unknown as ComponentType<object>,
  }));
  return (props: Props) => (
    <Suspense fallback={<Skeleton height={height} radius="sm" />}>
      <Chart {...props} />
    </Suspense>
  );
}

export const Bullet = waiting("Bullet", 16);
export const Heatmap = waiting("Heatmap", 290);
export const Sparkline = waiting("Sparkline", 44);
export const Trend = waiting("Trend", 420);
