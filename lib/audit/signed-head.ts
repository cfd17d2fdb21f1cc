/**
 * The end of the chain with a signature: whoever keeps one elsewhere can later show that nothing up to there was changed.
 * Ed25519 (RFC 8032) with a key derived from SLIPWAY_SECRET, so that a public key is enough to check it.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { deriveKey, previousKey } from '../platform/crypto.ts';
import { noHash } from './chain.ts';
import { readEnds } from './chain-store.ts';
import type { SignedHead } from './verify-schemas.ts';

/** The private key of a seed as PKCS #8 (RFC 8410): this, then the 32 bytes. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs the head as it is now, at the time of the database's clock. */
export async function signedHead(): Promise<SignedHead> {
  const { head, at } = await readEnds();
  const statement = {
    sequence: head?.sequence ?? 0,
    hash: (head?.hash ?? noHash).toString('hex'),
    at: at.toISOString(),
  };
  const key = privateKeyOf(deriveKey('audit-head'));
  return {
    ...statement,
    publicKey: publicText(key),
    signature: sign(null, signedText(statement), key).toString('base64'),
  };
}

/** What is signed: version, sequence, hash and time, a line each. */
function signedText({ sequence, hash, at }: Pick<SignedHead, 'sequence' | 'hash' | 'at'>): Buffer {
  return Buffer.from(`slipway audit head 1\n${sequence}\n${hash}\n${at}\n`);
}

/** Whose signature a head carries: of this secret, of the one before it, of a key the asker trusts, or of none of them. */
export type HeadSigner = 'current' | 'previous' | 'trusted' | null;

/** `trusted` is a public key as heads carry it, for heads signed under a secret that is long gone. */
export function signerOf(head: SignedHead, trusted: string | null = null): HeadSigner {
  const previous = previousKey('audit-head');
  const signers = [
    ['current', publicText(privateKeyOf(deriveKey('audit-head')))],
    ['previous', previous && publicText(privateKeyOf(previous))],
    ['trusted', trusted],
  ] as const;
  const signer = signers.find(([, key]) => key === head.publicKey);
  return signer !== undefined && isSigned(head) ? signer[0] : null;
}

function isSigned(head: SignedHead): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(head.publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, signedText(head), key, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
}

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

function publicText(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}
