import { isSubject } from './known-subject';

describe('a key that a person gives', () => {
  const SUBJECT = 'main/vbr-job/5d2f';
  it.each<[string, string, boolean]>([
    ['of the subject alone', '5d2f', true],
    ['as plans name it', 'main/5d2f', true],
    ['of the ledger', SUBJECT, true],
    ['of another connection', 'other/5d2f', false],
    ['that is only the end of it', '2f', false],
    ['with parts of its own', 'vbr-job/5d2f', true],
    ['of nothing', '', false],
    ['of a connection and nothing', 'main/', false],
  ])('%s', (_what, key, is) => {
    expect(isSubject(SUBJECT, key)).toBe(is);
  });
});
