/**
 * Changes to a YAML text that leave everything else as it is: comments, order, and what no form knows. Text that cannot be
 * edited safely (broken YAML, no mapping, aliases) is returned unchanged.
 */
import { type Document, isMap, isScalar, isSeq, parseDocument, Scalar, visit } from 'yaml';

export type YamlPath = readonly (string | number)[];

/** The document, or null where only the text can be edited. */
export function readYaml(source: string): Document | null {
  const document = parseDocument(source, { uniqueKeys: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  let aliases = false;
  visit(document, {
    Alias() {
      aliases = true;
      return visit.BREAK;
    },
  });
  return aliases ? null : document;
}

/** Applies a change to the document of a text. */
export function editYaml(source: string, change: (document: Document) => void): string {
  const document = readYaml(source);
  if (document === null) return source;
  change(document);
  return document.toString({ lineWidth: 100 });
}

/** Writes one value; null removes it. Mappings on the way are made. */
export function setValue(document: Document, path: YamlPath, value: unknown): void {
  if (value === null || value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path);
    return;
  }
  for (let depth = 1; depth < path.length; depth++) {
    const parent = path.slice(0, depth);
    const known = document.getIn(parent, true);
    if (!isMap(known) && !isSeq(known)) document.setIn(parent, document.createNode({}));
    const node = document.getIn(parent, true);
    if (isMap(node) || isSeq(node)) node.flow = false;
  }
  document.setIn(path, typeof value === 'string' ? textNode(value) : document.createNode(value));
}

/** Puts an item at the end of a list, which is made if there is none. */
export function addItem(document: Document, path: YamlPath, item: unknown): void {
  const list = document.getIn(path, true);
  if (isSeq(list)) {
    list.flow = false;
    list.add(document.createNode(item));
  } else setValue(document, path, [item]);
}

/** Takes an item out of a list. A list that may not be empty leaves the document with its last item. */
export function removeItem(
  document: Document,
  path: YamlPath,
  index: number,
  { mayBeEmpty }: { mayBeEmpty: boolean },
): void {
  const list = document.getIn(path, true);
  if (!isSeq(list) || index < 0 || index >= list.items.length) return;
  if (list.items.length === 1 && !mayBeEmpty) document.deleteIn(path);
  else list.delete(index);
}

/** Moves an item of a list to another place, with its comments. */
export function moveItem(document: Document, path: YamlPath, from: number, to: number): void {
  const list = document.getIn(path, true);
  if (!isSeq(list) || from === to) return;
  const inside = (index: number) => index >= 0 && index < list.items.length;
  if (!inside(from) || !inside(to)) return;
  const moved = list.items.splice(from, 1);
  list.items.splice(to, 0, ...moved);
}

/** Gives a member of a mapping another name, in its place. False when the name is taken or the member is missing. */
export function renameKey(document: Document, path: YamlPath, from: string, to: string): boolean {
  const map = document.getIn(path, true);
  if (!isMap(map) || map.has(to)) return false;
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === from);
  if (pair === undefined || !isScalar(pair.key)) return false;
  pair.key.value = to;
  return true;
}

/** Several lines read best as a block, which cannot hold lines of nothing but white space; quotes hold everything. */
function textNode(value: string): Scalar {
  const node = new Scalar(value);
  if (/^[ \t]+$|\r/m.test(value)) node.type = Scalar.QUOTE_DOUBLE;
  else if (value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
  return node;
}
