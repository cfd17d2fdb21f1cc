/** A report as a letter: plain text, and HTML of tables and inline styles, which is what mail programs agree on. Pure. */
import { formatCount } from '../../client/format.ts';
import type { ReportContent } from './report-content.ts';
import { figureLines, objectiveLine, rangeWords, scopeWords } from './report-words.ts';

const shownDocuments = 5;
const shownObjectives = 10;

const tones = {
  ok: { ink: '#17643f', paper: '#e7f5ee' },
  warn: { ink: '#7a4b00', paper: '#fdf3dc' },
  bad: { ink: '#a11d1d', paper: '#fdeaea' },
  neutral: { ink: '#475569', paper: '#eef1f5' },
} as const;

export function subjectOf({ title, overview }: ReportContent): string {
  return `${title}: ${overview.verdict.word.toLowerCase()}`;
}

export function textOf(content: ReportContent): string {
  const { overview, scope, objectives, documents } = content;
  const used = documents.mostUsed.slice(0, shownDocuments);
  return [
    `${overview.verdict.word}: ${overview.verdict.facts}`,
    `${scopeWords(scope)}, ${rangeWords(scope)}`,
    ...section(
      'What needs a look',
      overview.problems.map(({ text }) => `- ${text}`),
    ),
    ...section(
      'Figures',
      figureLines(overview).map(({ label, value, note }) => `${label}: ${value} (${note})`),
    ),
    ...section(
      'Objectives',
      objectives
        .slice(0, shownObjectives)
        .map(objectiveLine)
        .map(
          ({ name, endpoint, target, value, left, state }) =>
            `${state}: ${name} (${endpoint}), ${value} of ${target}, ${left} of the budget left`,
        ),
    ),
    ...section(
      'Most used documents',
      used.map(({ name, cited }) => `${name ?? 'deleted'}: ${citedWords(cited)}`),
    ),
  ]
    .join('\n')
    .slice(0, 4000);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

const citedWords = (cited: number) => `cited by ${formatCount(cited)} ${cited === 1 ? 'answer' : 'answers'}`;

/** `address` is the console's, of the overview this tells of. */
export function htmlOf(content: ReportContent, address: string): string {
  const { overview, scope, objectives, documents, title } = content;
  const tone = tones[overview.verdict.tone];
  const parts = [
    `<p style="margin:0 0 4px;color:#64748b;font-size:13px">${escapeHtml(scopeWords(scope))} · ${escapeHtml(rangeWords(scope))}</p>`,
    `<h1 style="margin:0 0 14px;font-size:20px">${escapeHtml(title)}</h1>`,
    `<p style="margin:0 0 18px;padding:12px 14px;border-radius:8px;background:${tone.paper};font-size:16px"><strong style="color:${tone.ink}">${escapeHtml(overview.verdict.word)}:</strong> ${escapeHtml(overview.verdict.facts)}</p>`,
    list(
      'What needs a look',
      overview.problems.map(({ text }) => text),
    ),
    figuresTable(content),
    table(
      'Objectives',
      ['Objective', 'Now', 'Target', 'Budget left', ''],
      objectives
        .slice(0, shownObjectives)
        .map(objectiveLine)
        .map((line) => [`${line.name} (${line.endpoint})`, line.value, line.target, line.left, line.state]),
    ),
    table(
      'Most used documents',
      ['Document', 'Cited', 'Liked', 'Disliked'],
      documents.mostUsed
        .slice(0, shownDocuments)
        .map(({ name, cited, liked, disliked }) => [
          name ?? 'deleted',
          ...[cited, liked, disliked].map(formatCount),
        ]),
    ),
    `<p style="margin:22px 0 0"><a href="${escapeHtml(address)}" style="display:inline-block;padding:9px 14px;border-radius:8px;background:#1d4ed8;color:#ffffff;text-decoration:none">Open the overview</a></p>`,
    '<p style="margin:18px 0 0;color:#64748b;font-size:12px">The same with charts is attached. You get this because a report of Slipway names your address; whoever set it up can change it on the overview.</p>',
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="margin:0;padding:24px 12px;background:#f5f6f8;color:#0f172a;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.45"><div style="max-width:640px;margin:0 auto;padding:24px;border:1px solid #e2e8f0;border-radius:10px;background:#ffffff">${parts.join('')}</div></body></html>`;
}

function figuresTable({ overview }: ReportContent): string {
  const cells = figureLines(overview).map(
    ({ label, value, note }) =>
      `<td style="width:25%;padding:10px 8px;border:1px solid #e2e8f0;vertical-align:top"><div style="color:#64748b;font-size:12px">${escapeHtml(label)}</div><div style="font-size:18px;font-weight:600">${escapeHtml(value)}</div><div style="color:#64748b;font-size:12px">${escapeHtml(note)}</div></td>`,
  );
  const rows = [cells.slice(0, 4), cells.slice(4)].map((row) => `<tr>${row.join('')}</tr>`);
  return `<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 18px">${rows.join('')}</table>`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const lines = items.map((item) => `<li style="margin:0 0 4px">${escapeHtml(item)}</li>`);
  return `${heading(title)}<ul style="margin:0 0 18px;padding-left:20px">${lines.join('')}</ul>`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cell = (tag: 'th' | 'td', text: string) =>
    `<${tag} style="padding:6px 8px 6px 0;border-bottom:1px solid #e2e8f0;text-align:left;font-size:13px;${tag === 'th' ? 'color:#64748b;font-weight:500' : ''}">${escapeHtml(text)}</${tag}>`;
  const line = (tag: 'th' | 'td', cells: readonly string[]) =>
    `<tr>${cells.map((text) => cell(tag, text)).join('')}</tr>`;
  const body = rows.map((cells) => line('td', cells)).join('');
  return `${heading(title)}<table style="width:100%;border-collapse:collapse;margin:0 0 18px">${line('th', head)}${body}</table>`;
}

const heading = (title: string) => `<h2 style="margin:0 0 6px;font-size:15px">${escapeHtml(title)}</h2>`;

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
