'use client';

import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import type { PriceEntry } from '#lib/providers/schemas.ts';
import { priceClasses } from './form-values.ts';
import { dollarsPerMillion } from './price.ts';
import { usePriceHistory } from './queries.ts';

/** What each model cost since when. Answers keep the cost they had; a new price counts from when it is saved. */
export function PriceHistory({ name }: { name: string }) {
  const history = usePriceHistory(name);
  return (
    <details className="rounded-md border border-border">
      <summary className="cursor-pointer px-3 py-2 font-medium text-sm">Price history</summary>
      <div className="overflow-x-auto border-border border-t px-3 py-2">
        {history.error && (
          <p className="text-muted-foreground text-sm">{describeError(history.error).message}</p>
        )}
        {history.isPending && <Skeleton className="h-12 w-full" />}
        {history.data?.items.length === 0 && (
          <p className="text-muted-foreground text-sm">
            No price yet. What an answer costs is worked out with the price of its time.
          </p>
        )}
        {history.data !== undefined && history.data.items.length > 0 && <Table items={history.data.items} />}
      </div>
    </details>
  );
}

function Table({ items }: { items: readonly PriceEntry[] }) {
  return (
    <table className="w-full whitespace-nowrap text-sm tabular-nums">
      <caption className="pb-1 text-left text-muted-foreground">Dollars per million tokens</caption>
      <thead>
        <tr className="text-left text-muted-foreground">
          <th scope="col" className="py-1 pr-4 font-normal">
            Model
          </th>
          <th scope="col" className="py-1 pr-4 font-normal">
            Since
          </th>
          {priceClasses.map(({ name, label }) => (
            <th key={name} scope="col" className="py-1 pr-4 text-right font-normal">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ model, price, from }) => (
          <tr key={`${model} ${from}`} className="border-border border-t">
            <th scope="row" className="py-1 pr-4 text-left font-normal">
              {model}
            </th>
            <td className="py-1 pr-4">
              <RelativeTime at={from} />
            </td>
            {price === null ? (
              <td colSpan={priceClasses.length} className="py-1 pr-4 text-right text-muted-foreground">
                no price
              </td>
            ) : (
              priceClasses.map(({ name }) => (
                <td key={name} className="py-1 pr-4 text-right">
                  ${dollarsPerMillion(price[name])}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
