import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Dimension, FilterValuesDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { sentence } from "@/lib/format";
import { FILTERS } from "@/lib/range";

/** Which dimension, and which of its values: the form's fields `dimension` and `key`. */
export function SegmentFields({ dimensions }: { dimensions: readonly Dimension[] }) {
  const { slug } = useAccount();
  const [dimension, setDimension] = useState<Dimension>(dimensions[0] ?? "CHANNEL");
  const values = useQuery({ ...query(slug, FilterValuesDocument, {}), staleTime: 300_000 });
  const name = FILTERS.find((one) => one.toUpperCase() === dimension) ?? "channel";
  return (
    <>
      <NativeSelect
        name="dimension"
        label="For one"
        value={dimension}
        onChange={({ currentTarget }) => setDimension(currentTarget.value as Dimension)}
        data={dimensions.map((one) => ({ value: one, label: sentence(one).toLowerCase() }))}
      />
      <NativeSelect
        name="key"
        label="namely"
        data={(values.data?.[name] ?? []).map(({ key, label }) => ({ value: key, label: label || "unlabelled" }))}
      />
    </>
  );
}
