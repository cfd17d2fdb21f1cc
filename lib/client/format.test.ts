import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatGoodShare,
  formatMoment,
  formatMoney,
  formatMoneyExact,
  formatPercent,
  formatRelative,
} from './format.ts';

describe('formatGoodShare', () => {
  it.each([
    [1, '100 %'],
    [0, '0 %'],
    [0.978, '97.8 %'],
    [0.993, '99.3 %'],
    [0.9996, '99.96 %'],
    [0.99996, '99.996 %'],
    [0.9999, '99.99 %'],
  ])('%d reads %s', (share, text) => {
    expect(formatGoodShare(share)).toBe(text);
  });

  it('says 100 % of nothing but all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (total) => {
        expect(formatGoodShare((total - 1) / total)).not.toBe('100 %');
        expect(formatGoodShare(total / total)).toBe('100 %');
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [0.456, '0.456 ms'],
    [840.4, '840 ms'],
    [999.6, '1 s'],
    [1944, '1.94 s'],
    [59_990, '1 min'],
    [125_000, '2 min 5 s'],
    [3_599_800, '1 h'],
    [12_000_000, '3 h 20 min'],
    [90_000_000, '1 d 1 h'],
    [-1500, '−1.5 s'],
  ])('%d ms reads %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [999.9, '1 kB'],
    [1_213_000, '1.21 MB'],
    [5_000_000_000_000_000_000, '5000 PB'],
  ])('%d bytes reads %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatMoney', () => {
  it.each([
    ['0', '$0'],
    ['1', '$0.000000001'],
    ['4213500', '$0.0042'],
    ['5000000', '$0.005'],
    ['99999999', '$0.10'],
    ['250000000', '$0.25'],
    ['12345678901', '$12.35'],
    ['1204000000000', '$1,204'],
    ['-4200000', '−$0.0042'],
  ])('%s nano-dollars read %s', (nano, text) => {
    expect(formatMoney(nano)).toBe(text);
  });

  it('keeps every digit in the exact form, beyond what a float can hold', () => {
    expect(formatMoneyExact('12345678901234567890')).toBe('$12345678901.23456789');
    expect(formatMoneyExact('5')).toBe('$0.000000005');
    expect(formatMoneyExact('-3000000000')).toBe('−$3.00');
  });

  it('the exact form can be read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (nano) => {
        const [whole = '', fraction = ''] = formatMoneyExact(nano).slice(1).split('.');
        expect(BigInt(whole) * 10n ** 9n + BigInt(fraction.padEnd(9, '0'))).toBe(nano);
      }),
    );
  });
});

describe('counts and shares', () => {
  it('separate, shorten and scale', () => {
    expect(formatCount(12_431)).toBe('12,431');
    expect(formatCompact(12_431)).toBe('12.4K');
    expect(formatPercent(0.9783)).toBe('97.8 %');
    expect(formatPercent(1)).toBe('100 %');
  });
});

describe('times', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  it.each([
    ['2026-11-21T11:59:55Z', 'just now'],
    ['2026-11-21T11:55:00Z', '5 min. ago'],
    ['2026-11-21T14:30:00Z', 'in 2 hr.'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-01T12:00:00Z', '2 wk. ago'],
    ['2024-11-01T12:00:00Z', '2 yr. ago'],
  ])('%s is %s', (at, text) => {
    expect(formatRelative(new Date(at), now)).toBe(text);
  });

  it('names the zone', () => {
    expect(formatMoment(new Date('2026-11-21T13:03:09Z'), 'Europe/Madrid')).toBe('21 Nov 2026, 14:03:09 CET');
  });
});
