/** Memory of the demand: about what was taken in the last second. */
const demandMs = 1000;

/** How much of a bucket is in use: what was taken, forgotten exponentially. Times are monotonic milliseconds. */
export class Demand {
  #units = 0;
  #at = 0;
  #takenSinceBeat = false;

  add(units: number, now: number): void {
    this.#units = this.at(now) + units;
    this.#at = now;
    this.#takenSinceBeat = true;
  }

  /** About the units taken in the second before `now`. */
  at(now: number): number {
    return this.#units * Math.exp((this.#at - now) / demandMs);
  }

  /** Once for each beat of the timer: who stopped asking is forgotten. */
  beat(): void {
    if (!this.#takenSinceBeat) this.#units = 0;
    this.#takenSinceBeat = false;
  }
}
