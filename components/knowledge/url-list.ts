import { uploadLimits } from '#lib/knowledge/schemas.ts';

/** Addresses from free text: one per line or apart by spaces, each once; a bare host gets https. */
export function parseUrls(text: string): { urls: string[]; problem: string | null } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const urls = [
    ...new Set(words.map((word) => (/^[a-z][a-z0-9+.-]*:/i.test(word) ? word : `https://${word}`))),
  ];
  const wrong = urls.find((url) => !isWebAddress(url));
  if (wrong !== undefined) return { urls, problem: `"${wrong}" is not a web address.` };
  if (urls.length > uploadLimits.maxUrls) {
    return {
      urls,
      problem: `At most ${uploadLimits.maxUrls} addresses at a time; these are ${urls.length}.`,
    };
  }
  return { urls, problem: null };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
