import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as unanswered } from '../../../app/api/overview/unanswered/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { ask, lastDay, makeEndpoint } from '../../../e2e/support/overview-world.ts';
import { closeJobs } from '../../jobs/index.ts';
import { unansweredSchema } from '../schemas.ts';

afterAll(closeJobs);

describe('unanswered questions', () => {
  let endpoint = '';
  let reader: Account;
  beforeAll(async () => {
    const [asker, elsewhere] = [await addAccount('owner'), await makeEndpoint('staging')];
    endpoint = await makeEndpoint();
    reader = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    const declined = (name: string, question: string) => ask(asker, name, { status: 'declined', question });
    await Promise.all([
      ask(asker, endpoint, { question: 'What is a snapshot?' }),
      declined(endpoint, 'Who sails  to Mars?'),
      declined(endpoint, 'who sails to mars'),
      declined(endpoint, 'What does the moon cost?'),
      declined(elsewhere, 'A secret of another tenant?'),
    ]);
  });

  it('are grouped however they were typed, and shown to who may read requests', async () => {
    const counts = unansweredSchema.parse(
      (await call(unanswered, { cookie: reader.cookie, path: lastDay() })).body,
    );
    expect(counts).toEqual({ count: 3, questions: null, examined: null });
    const engineer = await addAccount('data-scientist', { scope: { kind: 'endpoint', name: endpoint } });
    const seen = await call(unanswered, { cookie: engineer.cookie, path: lastDay() });
    expect(JSON.stringify(seen.body)).not.toContain('another tenant');
    const { questions } = unansweredSchema.parse(seen.body);
    expect(questions?.map(({ question, count }) => [question.toLowerCase().slice(0, 8), count])).toEqual([
      ['who sail', 2],
      ['what doe', 1],
    ]);
  });
});
