import { type Chain, chainSchema } from './schemas.ts';

/** A sound first version: rewrite follow-ups, retrieve when there is a knowledge base, check the citations. */
export function defaultChain(options: { knowledge: string | null; provider: string; model: string }): Chain {
  return chainSchema.parse({
    preprocess: [{ step: 'normalise' }, { step: 'rewrite-from-history' }],
    retrieval: options.knowledge === null ? null : { knowledge: options.knowledge },
    model: { provider: options.provider, name: options.model },
    postprocess: options.knowledge === null ? [] : [{ step: 'check-citations' }],
    output: { format: options.knowledge === null ? 'text' : 'cited-text' },
  });
}
