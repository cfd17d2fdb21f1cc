/**
 * Rehype plugin: turns citation markers and sentence signs of parsed text into elements the screen draws:
 * `<citation-marker data-marker>`, `<doubtful-text data-check>`, `<verdict-mark data-check>`. Runs after sanitising, so the
 * elements cannot come from the answer itself. Code keeps its brackets and only loses the signs.
 */
import { type AnswerPart, splitAnswerText, withoutSigns } from './markers.ts';

interface TreeNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
}

export function annotateAnswer() {
  return (tree: TreeNode): void => {
    visit(tree, null);
  };
}

const literal = new Set(['code', 'pre', 'math', 'annotation']);

/** Returns the verdict still open after the node. */
function visit(node: TreeNode, open: number | null): number | null {
  if (!node.children) return open;
  let check = open;
  const children: TreeNode[] = [];
  for (const child of node.children) {
    if (child.type !== 'text') {
      if (isLiteral(child)) stripSigns(child);
      else check = visit(child, check);
      children.push(child);
      continue;
    }
    const split = splitAnswerText(child.value ?? '', check);
    check = split.open;
    children.push(...split.parts.map(closeUp).map(toNode));
  }
  node.children = children;
  return check;
}

function isLiteral(node: TreeNode): boolean {
  const className = node.properties?.className;
  return literal.has(node.tagName ?? '') || (Array.isArray(className) && className.includes('katex'));
}

function stripSigns(node: TreeNode): void {
  if (node.value !== undefined) node.value = withoutSigns(node.value);
  for (const child of node.children ?? []) stripSigns(child);
}

/** A mark stands right behind its word, as footnotes do, so that no line begins with one. */
function closeUp(part: AnswerPart, index: number, parts: readonly AnswerPart[]): AnswerPart {
  if (part.kind !== 'text' || parts[index + 1]?.kind !== 'marker') return part;
  return { ...part, text: `${part.text.trimEnd()}\u2060` };
}

function toNode(part: AnswerPart): TreeNode {
  switch (part.kind) {
    case 'text':
      return part.check === null
        ? { type: 'text', value: part.text }
        : element('doubtful-text', { dataCheck: part.check }, [{ type: 'text', value: part.text }]);
    case 'marker':
      return element('citation-marker', { dataMarker: part.marker });
    case 'verdict':
      return element('verdict-mark', { dataCheck: part.check });
  }
}

function element(tagName: string, properties: Record<string, unknown>, children: TreeNode[] = []): TreeNode {
  return { type: 'element', tagName, properties, children };
}
