import { SETTINGS, vspc } from '../../../test/support/mapping-world';
import { cwCompanyId } from '../../kernel/ids';
import { linkKey, type Candidate } from './company-link';
import type { CompaniesMapping, Grade } from './company-pins';
import { matchCompanies } from './match-companies';

const A = vspc('a', 'A');
const B = vspc('b', 'B');

function to(id: number, grade: Grade = 'exact-name', score = 1): Candidate {
  return { connectwise: { id: cwCompanyId(id), identifier: `I${id}`, name: 'N' }, grade, score, reasons: [] };
}

const STRONG_LINKS: CompaniesMapping = { ...SETTINGS, automatic: { ...SETTINGS.automatic, strong: 'link' } };
const NAMES_HIDDEN: CompaniesMapping = { ...SETTINGS, automatic: { ...SETTINGS.automatic, 'exact-name': 'hide' } };

describe('matchCompanies', () => {
  it.each<[string, Candidate[], Candidate[], number[], CompaniesMapping, object]>([
    ['one, free, set to link', [to(1)], [], [], SETTINGS, { kind: 'link', candidate: to(1) }],
    ['one, free, set to suggest', [to(1, 'strong')], [], [], SETTINGS, { kind: 'suggest', isUnique: true }],
    ['one, free, strong set to link', [to(1, 'strong')], [], [], STRONG_LINKS, { kind: 'link' }],
    ['one, claimed by another at that grade', [to(1)], [to(1)], [], SETTINGS, { kind: 'suggest', isUnique: false }],
    [
      'one, claimed by another at a better grade',
      [to(1)],
      [to(1, 'identifier')],
      [],
      SETTINGS,
      { kind: 'suggest', isUnique: false },
    ],
    [
      'one, claimed by another that has something better',
      [to(1)],
      [to(1), to(5, 'identifier')],
      [],
      SETTINGS,
      { kind: 'link' },
    ],
    ['one, claimed by another at a lower grade', [to(1)], [to(1, 'strong')], [], SETTINGS, { kind: 'link' }],
    ['one, already taken', [to(1)], [], [1], SETTINGS, { kind: 'suggest', isUnique: false }],
    [
      'several at that grade',
      [to(2), to(1)],
      [],
      [],
      SETTINGS,
      { kind: 'suggest', isUnique: false, candidates: [to(1), to(2)] },
    ],
    [
      'a lower grade beside a better one',
      [to(2, 'strong'), to(1)],
      [],
      [],
      SETTINGS,
      { kind: 'link', candidate: to(1) },
    ],
    [
      'a lower grade never links past a better one',
      [to(3), to(1, 'identifier'), to(2, 'identifier')],
      [],
      [],
      SETTINGS,
      { kind: 'suggest' },
    ],
    [
      'better scores first',
      [to(1, 'strong', 0.8), to(2, 'strong', 0.9)],
      [],
      [],
      SETTINGS,
      { candidates: [to(2, 'strong', 0.9), to(1, 'strong', 0.8)] },
    ],
    ['none that is shown', [to(1)], [], [], NAMES_HIDDEN, { kind: 'none' }],
    ['none', [], [], [], SETTINGS, { kind: 'none' }],
  ])('%s', (_sentence, ofA, ofB, taken, settings, expected) => {
    const open = [
      { company: A, candidates: ofA },
      { company: B, candidates: ofB },
    ];
    const matches = matchCompanies({ open, taken: new Set(taken), settings });
    expect(matches.get(linkKey(A))).toMatchObject(expected);
  });
});
