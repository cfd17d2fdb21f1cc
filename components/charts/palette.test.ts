import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const css = readFileSync('app/globals.css', 'utf8');

/** Values of a token, light first. */
function tokens(name: string): Triple[] {
  return [...css.matchAll(new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`, 'g'))].map(
    ([, lightness, chroma, hue]) => [Number(lightness), Number(chroma), Number(hue)],
  );
}

/** OKLab and linear sRGB: https://bottosson.github.io/posts/oklab/ */
const labToCube: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const cubeToRgb: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];
const rgbToCube: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const cubeToLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
/** Machado, Oliveira and Fernandes (2009), severity 1, on linear sRGB. */
const sights: Record<string, Matrix> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [x, y, z]: Triple): Triple => {
  const [a, b, c] = matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [a ?? 0, b ?? 0, c ?? 0];
};
const each = ([x, y, z]: Triple, change: (value: number) => number): Triple => [
  change(x),
  change(y),
  change(z),
];

function rgbOf([lightness, chroma, hue]: Triple): Triple {
  const angle = (hue * Math.PI) / 180;
  const lab: Triple = [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const rgb = times(
    cubeToRgb,
    each(times(labToCube, lab), (value) => value ** 3),
  );
  return each(rgb, (value) => Math.min(1, Math.max(0, value)));
}

const labOf = (rgb: Triple) => times(cubeToLab, each(times(rgbToCube, rgb), Math.cbrt));
const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

function contrast(a: Triple, b: Triple): number {
  const [dark = 0, light = 0] = [a, b]
    .map(rgbOf)
    .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

/** Twice what people just tell apart when colours lie side by side (0.02) would be too little for thin lines. */
const apart = 0.075;

describe.each(['light', 'dark'])('the palette in %s', (theme) => {
  const at = theme === 'light' ? 0 : 1;
  const colors = Array.from(
    { length: 10 },
    (_, index): Triple => tokens(`chart-${index + 1}`)[at] ?? [0, 0, 0],
  );
  const surface = tokens('surface')[at] ?? [0, 0, 0];

  it.each(Object.entries(sights))('keeps ten groups apart for %s sight', (_name, sight) => {
    const seen = colors.map((color) => labOf(each(times(sight, rgbOf(color)), (v) => Math.max(0, v))));
    const closest = seen.flatMap((a, index) => seen.slice(index + 1).map((b) => distance(a, b)));
    expect(closest).toHaveLength(45);
    expect(Math.min(...closest)).toBeGreaterThan(apart);
  });

  it('holds 3:1 on its surface, percentiles too', () => {
    const percentiles = ['p50', 'p95', 'p99'].flatMap((name) => tokens(name).slice(at, at + 1));
    expect(percentiles).toHaveLength(3);
    for (const color of [...colors, ...percentiles])
      expect(contrast(color, surface)).toBeGreaterThanOrEqual(3);
  });
});
