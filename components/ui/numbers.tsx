import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  formatMoneyExact,
} from './format.ts';

/** Numbers with the exact value on hover. */

const exactMs = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

export function Duration({ ms }: { ms: number }) {
  return <Exact shown={formatDuration(ms)} exact={`${exactMs.format(ms)} ms`} />;
}

export function Bytes({ value }: { value: number }) {
  return <Exact shown={formatBytes(value)} exact={`${formatCount(value)} bytes`} />;
}

export function Count({ value, compact = false }: { value: number; compact?: boolean }) {
  return <Exact shown={compact ? formatCompact(value) : formatCount(value)} exact={formatCount(value)} />;
}

/** `nano`: nano-dollars as a decimal string. */
export function Money({ nano }: { nano: string }) {
  return <Exact shown={formatMoney(nano)} exact={formatMoneyExact(nano)} />;
}

function Exact({ shown, exact }: { shown: string; exact: string }) {
  return (
    <span className="tabular-nums" title={shown === exact ? undefined : exact}>
      {shown}
    </span>
  );
}
