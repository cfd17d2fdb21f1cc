/** Shapes of the audit log that the server and the screens share. */
export {
  type ChainProblem,
  chainProblemSchema,
  type SignedHead,
  signedHeadSchema,
} from './verify-schemas.ts';
