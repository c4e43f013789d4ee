import { company, LINE } from '../../../test/support/billing-world';
import { coversCompany, namesCompany, settingsFor } from './match-company';

const ALPHA = { ...company(250, [{ uid: 'Uid-A', name: 'Alpha Backup' }]), name: 'Alpha' };

describe('a name or reference of a company', () => {
  it.each([
    ['*', true],
    ['cw:250', true],
    ['CW:250', true],
    ['cw:251', false],
    ['250', true],
    ['25', false],
    ['vspc:main/uid-a', true],
    ['vspc:main/other', false],
    ['alpha', true],
    ['Alpha Back*', true],
    ['Beta', false],
  ])('%s', (reference, expected) => {
    expect(namesCompany(reference, ALPHA)).toBe(expected);
  });
});

describe('a line', () => {
  it.each([
    ['includes all', ['*'], [], true],
    ['includes by name', ['Alpha'], [], true],
    ['includes another', ['Beta'], [], false],
    ['excludes it', ['*'], ['cw:250'], false],
  ])('%s', (_sentence, include, exclude, expected) => {
    expect(coversCompany({ ...LINE, companies: { include, exclude } }, ALPHA)).toBe(expected);
  });

  it('is overridden by the first that names the company, key by key', () => {
    const overrides = [
      { company: 'Beta', set: { included: '9' } },
      { company: 'Alpha', set: { included: '2' } },
      { company: 'cw:250', set: { included: '3', minimum: '5' } },
    ];
    expect(settingsFor({ ...LINE, overrides }, ALPHA)).toMatchObject({ included: '2', minimum: '0' });
    expect(settingsFor(LINE, ALPHA)).toBe(LINE);
  });
});
