/** A drawn chart as a picture, with its title and legend. In the browser alone. */
import type { Series } from './series.ts';

const inherited = ['fill', 'stroke', 'font-family', 'font-size', 'color'] as const;
const pixelRatio = 2;
const padding = 16;
const lineHeight = 20;

/** Throws when the browser cannot draw it. */
export async function chartPng(svg: SVGSVGElement, title: string, series: readonly Series[]): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const image = await loadImage(standalone(svg, width, height));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures.');
  const style = getComputedStyle(document.body);
  const legend = layOutLegend(context, series, width, style.fontFamily);
  const rows = (legend.at(-1)?.row ?? -1) + 1;
  canvas.width = (width + 2 * padding) * pixelRatio;
  canvas.height = (height + 2 * padding + lineHeight * (1.5 + rows)) * pixelRatio;
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = style.color;
  context.font = `600 14px ${style.fontFamily}`;
  context.fillText(title, padding, padding + 14, width);
  context.drawImage(image, padding, padding + lineHeight * 1.5, width, height);
  context.font = `12px ${style.fontFamily}`;
  for (const { label, color, dashed, x, row } of legend) {
    const y = padding + lineHeight * (2.2 + row) + height;
    context.fillStyle = resolved(color);
    context.strokeStyle = resolved(color);
    if (dashed) context.strokeRect(padding + x + 0.5, y - 7.5, 7, 7);
    else context.fillRect(padding + x, y - 8, 8, 8);
    context.fillStyle = style.color;
    context.fillText(label, padding + x + 12, y);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
      'image/png',
    );
  });
}

/** The drawing with its colours written into it: a picture knows no style sheet. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map((root) => [root, ...root.querySelectorAll<SVGElement>('*')]);
  to?.forEach((element, index) => {
    const original = from?.[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of inherited) element.style.setProperty(name, style.getPropertyValue(name));
    element.style.setProperty('outline', 'none');
  });
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}

function loadImage(source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
    const image = new Image();
    image.onload = () => {
      URL.revokeObjectURL(url);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new Error('The chart could not be turned into a picture.'));
    };
    image.src = url;
  });
}

function layOutLegend(
  context: CanvasRenderingContext2D,
  series: readonly Series[],
  width: number,
  font: string,
) {
  if (series.length < 2) return [];
  context.font = `12px ${font}`;
  let x = 0;
  let row = 0;
  return series.map(({ label, color = 'currentColor', dashed = false }) => {
    const needed = context.measureText(label).width + 28;
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    const place = { label, color, dashed, x, row };
    x += needed;
    return place;
  });
}

/** `var(--chart-1)` as the colour it stands for. */
function resolved(color: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(color)?.[1];
  return name === undefined
    ? color
    : getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
