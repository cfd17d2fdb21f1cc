/** What people and programs are told when a rule is in the way. */
import { AppError } from '../../platform/errors.ts';
import { eachSubject, type RateRule, rateWindowMs } from '../schemas.ts';
import type { Subject } from './rule-index.ts';

interface Refused {
  rule: RateRule;
  subject: Subject;
  cost: number;
}

const count = new Intl.NumberFormat('en');

/** E.g. `10 requests per minute for each user`. */
function wordsOf({ rule, subject }: Refused): string {
  const unit = rule.limit === 1 ? rule.unit.slice(0, -1) : rule.unit;
  const whom =
    rule.subject === eachSubject ? `each ${nameOf[rule.subjectKind]}` : nameIn(rule.subjectKind, subject);
  return `${count.format(rule.limit)} ${unit} per ${rule.window} for ${whom}`;
}

const nameOf = { endpoint: 'endpoint', user: 'user', team: 'team', key: 'API key', tag: 'request tag' };

/** People, teams and keys are known by id here, which tells a reader nothing. */
function nameIn(kind: RateRule['subjectKind'], { value }: Subject): string {
  if (kind === 'endpoint' || kind === 'tag') return `the ${nameOf[kind]} "${value}"`;
  return kind === 'user' ? 'you' : `your ${nameOf[kind]}`;
}

export function limitRefusal(by: Refused, retryAfterMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  const needs = by.rule.unit === 'tokens' ? ` This request needs about ${count.format(by.cost)}.` : '';
  return new AppError(
    'rate_limited',
    `The limit of ${wordsOf(by)} is reached.${needs} Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    { retryAfterSeconds: seconds },
  );
}

/** For what no waiting helps. */
export function tooLargeRefusal(by: Refused): AppError {
  const seconds = Math.ceil(rateWindowMs[by.rule.window] / 1000);
  const message =
    by.rule.limit === 0
      ? `The limit is ${wordsOf(by)}: nothing is let in. Ask an administrator to raise it.`
      : `This request needs about ${count.format(by.cost)} tokens, more than the whole limit of ${wordsOf(by)}. Ask for less, e.g. with a smaller max_tokens.`;
  return new AppError('rate_limited', message, { retryAfterSeconds: seconds });
}

export function cutOffRefusal(by: Refused, retryAfterMs: number): AppError {
  return new AppError(
    'unavailable',
    `How much is left of ${wordsOf(by)} cannot be found out: this server has lost its database. Try again in a moment.`,
    { reason: 'rate_limits_cut_off', retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) },
  );
}
