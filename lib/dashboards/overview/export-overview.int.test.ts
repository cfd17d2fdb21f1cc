import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as marks } from '../../../app/api/dashboards/marks/route.ts';
import { GET as documents } from '../../../app/api/overview/documents/route.ts';
import { GET as exported } from '../../../app/api/overview/export/route.ts';
import { GET as overview } from '../../../app/api/overview/route.ts';
import { GET as unanswered } from '../../../app/api/overview/unanswered/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { ask, lastDay, makeEndpoint } from '../../../e2e/support/overview-world.ts';
import { closeJobs } from '../../jobs/index.ts';

afterAll(closeJobs);

describe('the overview to take along', () => {
  let reader: Account;
  beforeAll(async () => {
    const [asker, endpoint] = [await addAccount('owner'), await makeEndpoint()];
    reader = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    await Promise.all(Array.from({ length: 11 }, () => ask(asker, endpoint)));
  });

  it('is exported with exact figures, and as a PDF', async () => {
    const csv = await call(exported, { cookie: reader.cookie, path: lastDay({ format: 'csv' }) });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = String(csv.body).split('\n');
    expect(lines[0]).toBe('section,name,at,value,unit');
    expect(lines.some((line) => line.startsWith('now,requests,') && line.endsWith(',11,requests'))).toBe(
      true,
    );
    const pdf = await call(exported, { cookie: reader.cookie, path: lastDay({ format: 'pdf' }) });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(String(pdf.body)).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    const zone = await call(exported, {
      cookie: reader.cookie,
      path: lastDay({ format: 'pdf', timeZone: 'Mars/Base' }),
    });
    expect(zone.status).toBe(400);
  });

  it('is refused to who has no dashboards', async () => {
    const { cookie } = await addAccount('end-user');
    for (const handler of [overview, unanswered, documents, exported, marks]) {
      expect((await call(handler, { cookie, path: lastDay() })).status).toBe(403);
    }
  });
});
