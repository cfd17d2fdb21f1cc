/** Why a delivery did not succeed, in words for whoever set the channel up. Holds no address with secrets in it. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';
  /** Trying again would end the same way until somebody changes something. */
  readonly permanent: boolean;

  constructor(message: string, { permanent = false } = {}) {
    super(message);
    this.permanent = permanent;
  }
}
