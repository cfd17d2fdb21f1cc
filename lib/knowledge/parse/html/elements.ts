/** Elements that never hold text of the document. */
const droppedElements = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'nav',
  'svg',
  'canvas',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'map',
  'input',
  'select',
  'textarea',
  'button',
  'dialog',
  'head',
  'title',
  'annotation',
  'annotation-xml',
  'rp',
]);

/** Elements that end the line of text before and after them. */
export const blockElements = new Set(
  (
    'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section ' +
    'summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** Landmarks around a page's content. */
const droppedRoles = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary', 'menu']);

/** Asides with these class names are remarks that belong to the text. */
const remarkClass = /note|warning|tip|caution|important|admonition|danger|hint|callout|sidebar-?box/i;

/** Lists of links to the sections that follow or surround the text. */
const tableOfContents = /(^|\s)(toctree-wrapper|toc|table-of-contents|breadcrumbs?|pagination)(\s|$)/i;

export type Attributes = Record<string, string>;

/** Whether an element is invisible or page furniture; `inMain` says whether it lies in the chosen content. */
export function isDropped(name: string, attributes: Attributes, inMain: boolean): boolean {
  if (droppedElements.has(name) || isHidden(attributes)) return true;
  if (droppedRoles.has(attributes.role ?? '')) return true;
  if (tableOfContents.test(attributes.class ?? '')) return true;
  if (name === 'footer') return true;
  if (name === 'header') return !inMain;
  if (name === 'aside') return !(inMain && remarkClass.test(attributes.class ?? ''));
  return (
    name === 'a' && /(^|\s)(headerlink|anchor|hash-link|header-anchor)(\s|$)/.test(attributes.class ?? '')
  );
}

function isHidden(attributes: Attributes): boolean {
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '');
}
