/** In place of `lib/inference/record-inference.ts`: rows are counted and forgotten. */
let recorded = 0;

export async function recordInference(): Promise<void> {
  recorded += 1;
}

export async function flushInferences(): Promise<void> {
  console.log(`${recorded} rows were not written`);
}
