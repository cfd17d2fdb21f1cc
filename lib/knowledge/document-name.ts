const maxLength = 300;

/** Characters that reorder the text around them: an executable can pose as a document with them (CVE-2021-42574). */
const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is to be removed.
const controls = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/g;
const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * The display name of an uploaded file: a relative path at most, never one that leads elsewhere. It is shown and
 * compared, and is never a path on disk.
 */
export function safeDocumentName(given: string): string {
  const clean = given.replace(controls, '').replace(bidiControls, '').replace(loneSurrogates, '');
  const parts = clean
    .normalize('NFC')
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^\.+$/.test(part));
  while (/^[A-Za-z]:$/.test(parts[0] ?? '')) parts.shift();
  const name = parts.join('/');
  return name === '' ? 'untitled' : shorten(name);
}

/** Keeps the end, where the file name and its extension are. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= maxLength) return name;
  return `…${characters.slice(characters.length - maxLength + 1).join('')}`;
}

/** The display name of a page: host and path without scheme, query marks kept readable. */
export function nameOfUrl(url: URL): string {
  const path = decodeLoosely(`${url.pathname}${url.search}`).replace(/\/+$/, '');
  return safeDocumentName(`${url.host}${path}`);
}

function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
