/** Name of the lock whose holder alone writes to a knowledge base's index. */
export function knowledgeLock(knowledgeId: string): string {
  return `knowledge/${knowledgeId}`;
}
