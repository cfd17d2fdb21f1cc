import { eachSubject, type RateRule, type RateSubjectKind } from '../schemas.ts';

/** Which rules apply to whom, ready to be asked for each request. */
export type RuleIndex = ReadonlyMap<RateSubjectKind, ReadonlyMap<string, readonly RateRule[]>>;

export interface Subject {
  kind: RateSubjectKind;
  /** Id, name or tag. */
  value: string;
}

const sameMeasure = (a: RateRule, b: RateRule) => a.unit === b.unit && a.window === b.window;

/** A rule for somebody by name takes the place of the one for each of the kind, of the same unit and window. */
export function indexRules(rules: readonly RateRule[]): RuleIndex {
  const index = new Map<RateSubjectKind, Map<string, RateRule[]>>();
  for (const rule of rules) {
    if (!rule.enabled) continue;
    const ofKind = index.get(rule.subjectKind) ?? new Map<string, RateRule[]>();
    index.set(rule.subjectKind, ofKind.set(rule.subject, [...(ofKind.get(rule.subject) ?? []), rule]));
  }
  for (const ofKind of index.values()) {
    const general = ofKind.get(eachSubject) ?? [];
    for (const [subject, named] of ofKind) {
      if (subject === eachSubject) continue;
      const others = general.filter((rule) => !named.some((own) => sameMeasure(own, rule)));
      ofKind.set(subject, [...named, ...others]);
    }
  }
  return index;
}

export function rulesFor(index: RuleIndex, { kind, value }: Subject): readonly RateRule[] {
  const ofKind = index.get(kind);
  return ofKind?.get(value) ?? ofKind?.get(eachSubject) ?? [];
}
