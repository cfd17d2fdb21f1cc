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
    children.push(...toNodes(split.parts));
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

const lastWord = /\S{1,32}\s*$/;

/** Marks stand right behind their word, as footnotes do, and stay on its line. */
function toNodes(parts: readonly AnswerPart[]): TreeNode[] {
  const nodes: TreeNode[] = [];
  /** Content of the unbroken run that the next mark joins. */
  let run: TreeNode[] | null = null;
  const begin = (children: TreeNode[]) => {
    nodes.push(element('span', { className: ['whitespace-nowrap'] }, children));
    return children;
  };
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'marker') {
      run ??= begin([]);
      run.push(toNode(part));
    } else if (part.kind === 'text' && parts[index + 1]?.kind === 'marker') {
      if (run !== null && part.text.trim() === '') continue;
      const start = part.text.search(lastWord);
      const cut = start === -1 ? part.text.length : start;
      if (cut > 0) nodes.push(toNode({ ...part, text: part.text.slice(0, cut) }));
      run = begin(start === -1 ? [] : [toNode({ ...part, text: part.text.slice(cut).trimEnd() })]);
    } else {
      run = null;
      nodes.push(toNode(part));
    }
  }
  return nodes;
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
