/** A part of the page as a picture of just what is on the screen, theme and all. In the browser alone. */

const xhtml = 'http://www.w3.org/1999/xhtml';
const svgNamespace = 'http://www.w3.org/2000/svg';
const padding = 24;
const captionHeight = 68;
/** What browsers allow of a canvas, with room to spare. */
const longestSide = 16_000;
const largestArea = 64_000_000;
/** What control characters a style sheet may hold, XML may not. */
const unfitForXml = /[^\P{Cc}\t\n\r]/gu;

export interface Caption {
  title: string;
  /** What it is about, and of when. */
  note: string;
}

/**
 * Draws `root` under a caption. The browser itself does: a copy goes into an SVG with the page's own style sheets and fonts, as
 * a picture, which may load nothing else. Throws when the browser cannot.
 */
export async function pagePng(root: HTMLElement, caption: Caption): Promise<Blob> {
  const { width, height } = root.getBoundingClientRect();
  const [wide, high] = [Math.ceil(width) + 2 * padding, Math.ceil(height) + captionHeight + 2 * padding];
  // As wide as the window, so that what depends on its width looks as it does there; the rest is cut off.
  const image = await loadImage(
    drawingOf(await pageStyles(), framed(root, caption, wide), Math.max(wide, window.innerWidth), high),
  );
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures.');
  const ratio = pixelRatio(wide, high);
  canvas.width = Math.floor(wide * ratio);
  canvas.height = Math.floor(high * ratio);
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(ratio, ratio);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
      'image/png',
    );
  });
}

/** Two pixels for each of the page, fewer where the picture would be larger than browsers draw. */
export function pixelRatio(width: number, height: number): number {
  return Math.min(2, longestSide / Math.max(width, height), Math.sqrt(largestArea / (width * height)));
}

/** A copy without what can only be pressed, under its caption. */
function framed(root: HTMLElement, { title, note }: Caption, width: number): HTMLElement {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const button of copy.querySelectorAll('header button')) button.remove();
  const frame = document.createElementNS(xhtml, 'div') as HTMLElement;
  const { backgroundColor, color, fontFamily, fontSize, lineHeight } = getComputedStyle(document.body);
  Object.assign(frame.style, { backgroundColor, color, fontFamily, fontSize, lineHeight });
  frame.style.width = `${width}px`;
  frame.style.padding = `${padding}px`;
  frame.style.boxSizing = 'border-box';
  const head = document.createElement('div');
  head.style.height = `${captionHeight}px`;
  head.append(line('font-semibold text-xl', title), line('text-muted-foreground text-sm', note));
  frame.append(head, copy);
  return frame;
}

function line(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}

function drawingOf(styles: string, content: HTMLElement, width: number, height: number): string {
  const { documentElement: page } = document;
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  // The theme is a class of the page's root, and its variables are set there.
  svg.setAttribute('class', page.className);
  svg.style.fontSize = getComputedStyle(page).fontSize;
  svg.style.colorScheme = getComputedStyle(page).colorScheme;
  const style = document.createElementNS(svgNamespace, 'style');
  // Nobody scrolls in a picture, and here bars would take room that they do not take on the screen.
  style.textContent = `${styles.replaceAll(unfitForXml, '')} * { scrollbar-width: none; }`;
  const place = document.createElementNS(svgNamespace, 'foreignObject');
  place.setAttribute('width', '100%');
  place.setAttribute('height', '100%');
  place.append(content);
  svg.append(style, place);
  return new XMLSerializer().serializeToString(svg);
}

/** Every style sheet of the page as text, with the fonts in use inside it. */
async function pageStyles(): Promise<string> {
  const sheets = await Promise.all(
    [...document.styleSheets].map(async ({ href, ownerNode }) =>
      href === null
        ? (ownerNode?.textContent ?? '')
        : withFonts(await (await fetch(href)).text(), href, fetchedFiles()),
    ),
  );
  return sheets.join('\n');
}

function fetchedFiles(): ReadonlySet<string> {
  return new Set(performance.getEntriesByType('resource').map(({ name }) => name));
}

/** Fonts that the page has loaded as part of the text; the others are left out, as nothing on the page is set in them. */
async function withFonts(css: string, base: string, fetched: ReadonlySet<string>): Promise<string> {
  const faces = css.match(/@font-face\s*\{[^}]*\}/g) ?? [];
  const inside = await Promise.all(
    faces.map(async (face) => {
      const [whole, , address = ''] = /url\((["']?)([^"')]+)\1\)/.exec(face) ?? [];
      const { href } = new URL(address, base);
      if (whole === undefined || !fetched.has(href)) return '';
      return face.replace(whole, `url("${await dataAddress(href)}")`);
    }),
  );
  return [...inside, css.replaceAll(/@font-face\s*\{[^}]*\}/g, '')].join('\n');
}

async function dataAddress(href: string): Promise<string> {
  const blob = await (await fetch(href)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('A font could not be read.'));
    reader.readAsDataURL(blob);
  });
}

/** By an address that holds it all: a picture from anywhere else would make the canvas unreadable. */
async function loadImage(drawing: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  return image;
}
