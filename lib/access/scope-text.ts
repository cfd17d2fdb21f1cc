import type { Scope } from './reach.ts';

/** Where a role holds, in words: "everywhere", "in production", "at the endpoint support". */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'everything':
      return 'everywhere';
    case 'environment':
      return `in ${scope.name}`;
    case 'knowledge':
      return `at the knowledge base ${scope.name}`;
    case 'endpoint':
    case 'model':
      return `at the ${scope.kind} ${scope.name}`;
  }
}
