import { type DocumentDifference, documentParts } from '#lib/chain/schemas.ts';

type Part = DocumentDifference['part'];

export interface DifferenceGroup {
  part: Part;
  title: string;
  differences: DocumentDifference[];
}

const titles: Record<Part, string> = {
  form: 'Form',
  input: 'Input',
  preprocess: 'Before the answer',
  retrieval: 'Retrieval',
  routing: 'Routing',
  prompt: 'Prompt',
  model: 'Model',
  postprocess: 'After the answer',
  output: 'Output',
};

/** Differences by the part of the chain they are in, in the order in which a request meets the parts. */
export function groupDifferences(differences: readonly DocumentDifference[]): DifferenceGroup[] {
  return documentParts.flatMap((part) => {
    const inPart = differences.filter((difference) => difference.part === part);
    return inPart.length === 0 ? [] : [{ part, title: titles[part], differences: inPart }];
  });
}

/** Texts of several lines, and prompts, are read best line by line. */
export function isText({ part, before, after }: DocumentDifference): boolean {
  if (before === null || after === null) return false;
  return part === 'prompt' || before.includes('\n') || after.includes('\n');
}
