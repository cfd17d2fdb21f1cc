import { describe, expect, it } from 'vitest';
import { parsePassageId, passageId } from './passage-id.ts';

const revisionId = '019aa3a5-9a0e-7000-8000-0123456789ab';

describe('a passage in the URL', () => {
  it.each([null, 12])('comes back as it went in (page %s)', (page) => {
    const id = passageId({ revisionId, blockStart: 3, blockEnd: 7, page });
    expect(parsePassageId(id)).toEqual({ revisionId, highlight: { blockStart: 3, blockEnd: 7, page } });
  });

  it('is nothing when somebody changed it', () => {
    expect(parsePassageId(`${revisionId}~a~b~`)).toBeNull();
    expect(parsePassageId('../secret~1~2~3')).toBeNull();
  });
});
