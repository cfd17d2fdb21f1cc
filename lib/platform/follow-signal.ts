/**
 * A signal that can be aborted here as well as by its outer one. `AbortSignal.any` would do the same, and leave weak
 * references to clear up with every request, several layers of them.
 */
export interface FollowedSignal {
  readonly signal: AbortSignal;
  stop(reason?: Error): void;
  /** To be called when nobody listens any more: lets go of the outer signal, which may live much longer. */
  release(): void;
}

export function followSignal(outer: AbortSignal): FollowedSignal {
  const controller = new AbortController();
  const follow = () => controller.abort(outer.reason);
  if (outer.aborted) follow();
  else outer.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    stop: (reason) => controller.abort(reason),
    release: () => outer.removeEventListener('abort', follow),
  };
}
