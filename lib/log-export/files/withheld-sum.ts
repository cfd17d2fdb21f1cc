/** Says which requests of a file were withheld, in few characters: their number, and their ids' random halves XORed. */
export class WithheldSum {
  #count = 0;
  #sum = 0n;

  add(requestId: string): void {
    this.#count += 1;
    this.#sum ^= BigInt(`0x${requestId.replaceAll('-', '').slice(16)}`);
  }

  toString(): string {
    return `${this.#count}:${this.#sum.toString(16).padStart(16, '0')}`;
  }
}
