/**
 * P(D ≥ x) of Kolmogorov's statistic for one sample of n values, as accurate as is published for n > 140: the expansion of
 * Pelz & Good (1976, JRSS B 38) in the middle, twice the one-sided exact tail (Birnbaum & Tingey 1951) far out, where both
 * are equal to double precision. The division is that of Simard & L'Ecuyer (2011, J. Stat. Software 39/11).
 */
import { clamp, logChoose } from './special-functions.ts';

export function kolmogorovTail(n: number, x: number): number {
  if (x <= 0 || n <= 0) return 1;
  if (x >= 1) return 0;
  const squared = n * x * x;
  if (n * x <= 0.5) return 1;
  if (squared >= 370) return 0;
  return clamp(squared >= 2.2 || n <= 140 ? 2 * smirnovTail(n, x) : 1 - pelzGood(n, x));
}

/** P(D⁺ ≥ x). */
function smirnovTail(n: number, x: number): number {
  let sum = 0;
  for (let k = Math.floor(n * (1 - x)); k >= 0; k--) {
    const up = x + k / n;
    const down = 1 - up;
    if (down <= 0 && n - k > 0) continue;
    sum += Math.exp(logChoose(n, k) + (k - 1) * Math.log(up) + (n - k === 0 ? 0 : (n - k) * Math.log(down)));
  }
  return x * sum;
}

const pi2 = Math.PI ** 2;
const root2Pi = Math.sqrt(2 * Math.PI);

/** P(D ≤ x) = K0(z) + K1(z)/√n + K2(z)/n + K3(z)/n^1.5 with z = x√n. */
function pelzGood(n: number, x: number): number {
  const z = Math.sqrt(n) * x;
  if (z < 0.0418) return 0;
  const terms = mainSums(z);
  const extra = evenSums(z);
  return (
    terms[0] +
    terms[1] / Math.sqrt(n) +
    (terms[2] + extra[0]) / n +
    (terms[3] + extra[1]) / (n * Math.sqrt(n))
  );
}

function mainSums(z: number): [number, number, number, number] {
  const z2 = z ** 2;
  const z4 = z ** 4;
  const z6 = z ** 6;
  const q = Math.exp(-pi2 / 8 / z2);
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (let k = Math.ceil((16 * z) / Math.PI) + 1; k >= 1; k--) {
    const m2 = (2 * k - 1) ** 2;
    const weight = q ** m2;
    const first = -z2 + (pi2 / 4) * m2;
    const second =
      6 * z6 + 2 * z4 + (((2 * z4 - 5 * z2) * pi2) / 4) * m2 + ((pi2 ** 2 * (1 - 2 * z2)) / 16) * m2 ** 2;
    const third =
      -30 * z6 -
      90 * z ** 8 +
      ((pi2 * (135 * z4 - 96 * z6)) / 4) * m2 +
      ((pi2 ** 2 * (-60 * z2 + 212 * z4)) / 16) * m2 ** 2 +
      ((pi2 ** 3 * (5 - 30 * z2)) / 64) * m2 ** 3;
    sums[0] += weight;
    sums[1] += first * weight;
    sums[2] += second * weight;
    sums[3] += third * weight;
  }
  return [
    (root2Pi * sums[0]) / z,
    (root2Pi * sums[1]) / (6 * z4),
    (root2Pi * sums[2]) / (72 * z ** 7),
    (root2Pi * sums[3]) / (6480 * z ** 10),
  ];
}

function evenSums(z: number): [number, number] {
  const q = Math.exp(-pi2 / 2 / z ** 2);
  let second = 0;
  let third = 0;
  for (let k = Math.ceil((16 * z) / Math.PI) + 1; k >= 1; k--) {
    const weight = k ** 2 * q ** (k ** 2);
    second += weight;
    third += (3 * z ** 2 - pi2 * k ** 2) * weight;
  }
  return [(second * pi2 * root2Pi) / (-36 * z ** 3), (third * pi2 * root2Pi) / (216 * z ** 6)];
}
