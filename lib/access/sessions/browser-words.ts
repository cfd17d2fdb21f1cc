/** A browser's `User-Agent` in the words of a list of sessions. Order matters: most claim to be several browsers. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(?:e|ium)\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bVersion\/[\d.]+ (?:Mobile\/\S+ )?Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^python-|\bPython\//, 'a Python script'],
  [/^node\b|\bundici\b/, 'a Node.js script'],
];

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** `Firefox on Windows`, `curl`, `Unknown browser`. Nothing of the header itself is kept. */
export function browserWords(userAgent: string | null): string {
  const header = (userAgent ?? '').slice(0, 500);
  const browser = browsers.find(([pattern]) => pattern.test(header))?.[1] ?? 'Unknown browser';
  const system = systems.find(([pattern]) => pattern.test(header))?.[1];
  return system === undefined ? browser : `${browser} on ${system}`;
}
