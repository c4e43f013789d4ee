import { addition } from '../../../test/support/billing-world';
import { chooseAddition, type AdditionQuestion } from './choose-addition';
import { newLineState, type LineState } from './line-state';

const OURS: LineState = newLineState({
  companyId: 250,
  line: 'vms',
  agreementId: 1250,
  additionId: 2250,
  origin: 'adopted',
});

const QUESTION: AdditionQuestion = {
  state: OURS,
  agreementId: 1250,
  product: 'VEEAM-VM',
  createMissing: false,
  additions: [addition(250)],
  today: '2026-11-10',
};

describe('chooseAddition', () => {
  const other = addition(250, { id: 7 });

  it.each<[sentence: string, question: Partial<AdditionQuestion>, expected: string]>([
    ['ours, shown and open-ended', {}, 'existing 2250'],
    ['ours, and another of the product beside it', { additions: [other, addition(250)] }, 'existing 2250'],
    ['ours, and over tomorrow', { additions: [addition(250, { cancelledDate: '2026-11-11' })] }, 'existing 2250'],
    ['ours is not shown any more', { additions: [other] }, 'addition-deleted 7'],
    ['ours is not shown, and lines may create', { additions: [], createMissing: true }, 'addition-deleted '],
    [
      'ours was cancelled by a person',
      { additions: [addition(250, { cancelledDate: '2026-11-10' })] },
      'addition-deleted ',
    ],
    ['none is ours, one is there', { state: null }, 'no-addition 2250'],
    ['none is ours, two are there', { state: null, additions: [addition(250), other] }, 'no-addition 2250,7'],
    ['none is ours, one is there, and lines may create', { state: null, createMissing: true }, 'no-addition 2250'],
    ['none at all', { state: null, additions: [] }, 'no-addition '],
    ['none at all, and lines may create', { state: null, additions: [], createMissing: true }, 'create'],
    [
      'only one of another product',
      { state: null, createMissing: true, additions: [addition(250, { product: 'VEEAM-SRV' })] },
      'create',
    ],
    ['only one without a product', { state: null, additions: [addition(250, { product: null })] }, 'no-addition '],
    [
      'the product in another spelling',
      { state: null, additions: [addition(250, { product: 'veeam-vm' })] },
      'no-addition 2250',
    ],
    ['ours was cancelled by us', { state: { ...OURS, cancelledOn: '2026-11-01' }, additions: [] }, 'no-addition '],
    [
      'ours was cancelled by us, and lines may create',
      { state: { ...OURS, cancelledOn: '2026-11-01' }, additions: [], createMissing: true },
      'create',
    ],
    ['ours is in another agreement', { state: { ...OURS, agreementId: 1 } }, 'no-addition 2250'],
  ])('%s', (_sentence, question, expected) => {
    const choice = chooseAddition({ ...QUESTION, ...question });
    const shown =
      choice.kind === 'existing'
        ? `existing ${choice.addition.id}`
        : choice.kind === 'create'
          ? 'create'
          : `${choice.reason} ${choice.candidates.map(({ id }) => id).join(',')}`;
    expect(shown).toBe(expected);
  });
});
