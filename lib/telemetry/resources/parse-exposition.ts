/**
 * Prometheus' text format, version 0.0.4, and as much of OpenMetrics as a scraped gauge or counter needs
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Strict: a line that is neither a comment nor a sample is
 * an error that names it.
 */

export interface Sample {
  /** With its suffix: `vllm:request_success_total`, `x_bucket`. */
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const nameStart = /[a-zA-Z_:]/;
const namePattern = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const labelPattern = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"/;
/** A value, then a time, then, in OpenMetrics, an exemplar. */
const restPattern = /^[ \t]+(\S+)(?:[ \t]+(-?[0-9.]+(?:[eE][+-]?\d+)?))?[ \t]*(?:#.*)?$/;
const shownChars = 80;

/** Throws a `SyntaxError` that names the first line that is no sample. Values that are no number (`NaN`) stay so. */
export function parseExposition(text: string): Sample[] {
  const samples: Sample[] = [];
  let number = 0;
  for (const raw of text.split('\n')) {
    number += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (!nameStart.test(trimmed[0] ?? '')) throw notASample(number, line);
    samples.push(parseSample(trimmed) ?? raise(notASample(number, line)));
  }
  return samples;
}

function parseSample(line: string): Sample | null {
  const name = namePattern.exec(line)?.[0] ?? '';
  const read = readLabels(line.slice(name.length));
  if (read === null) return null;
  const [, value] = restPattern.exec(read.rest) ?? [];
  const parsed = value === undefined ? null : parseValue(value);
  return parsed === null ? null : { name, labels: read.labels, value: parsed };
}

/** The labels between braces, when there are any, and what follows them. */
function readLabels(text: string): { labels: Record<string, string>; rest: string } | null {
  const begin = /^[ \t]*\{/.exec(text)?.[0].length;
  if (begin === undefined) return { labels: {}, rest: text };
  const labels: Record<string, string> = {};
  let at = begin;
  for (;;) {
    const end = /^\s*\}/.exec(text.slice(at));
    if (end !== null) return { labels, rest: text.slice(at + end[0].length) };
    const label = labelPattern.exec(text.slice(at));
    if (label === null) return null;
    const value = readQuoted(text, at + label[0].length);
    if (value === null) return null;
    labels[label[1] ?? ''] = value.text;
    at = value.end;
    const comma = /^\s*,/.exec(text.slice(at));
    if (comma !== null) at += comma[0].length;
    else if (!/^\s*\}/.test(text.slice(at))) return null;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

function readQuoted(text: string, from: number): { text: string; end: number } | null {
  let value = '';
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') return { text: value, end: at + 1 };
    if (char === '\\') {
      at += 1;
      value += escapes[text[at] ?? ''] ?? `\\${text[at] ?? ''}`;
    } else value += char;
  }
  return null;
}

const special: Readonly<Record<string, number>> = {
  '+inf': Number.POSITIVE_INFINITY,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

function parseValue(text: string): number | null {
  const known = special[text.toLowerCase()];
  if (known !== undefined) return known;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : null;
}

function notASample(number: number, line: string): SyntaxError {
  return new SyntaxError(
    `Line ${number} is no sample of Prometheus' text format: ${line.slice(0, shownChars)}`,
  );
}

function raise(error: Error): never {
  throw error;
}
