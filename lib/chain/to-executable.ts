import { type ExecutableChain, executableChainSchema, type VersionDocument } from './schemas.ts';

/** Every packaging form written out as the stages that run; what a form does not have is empty. */
export function toExecutable(document: VersionDocument): ExecutableChain {
  const { kind: form, ...rest } = document;
  if ('server' in rest) {
    const { server, input } = rest;
    // The server knows which model it runs: its name here is only for the log.
    const model = { provider: server.provider, name: 'invocations', parameters: server.parameters };
    return executableChainSchema.parse({ form, input, model, prompt: null, output: { format: 'text' } });
  }
  return executableChainSchema.parse({
    ...(form !== 'chain' && { prompt: null, output: { format: 'text' } }),
    ...rest,
    form,
  });
}
