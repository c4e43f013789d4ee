import { chooseRestVersion } from './rest-version';

it.each([
  ['7.0.0.12777', '3.3', false],
  ['8.0.0.16877', '3.4', false],
  ['8.1.0.21377', '3.5', true],
  ['8.1.0.21999', '3.5.1', true],
  ['9.0.0.29555', '3.6', true],
  ['9.1.0.30345', '3.6.1', true],
  ['9.2.0.33215', '3.6.2', true],
  ['9.9', '3.6.2', true],
  ['12.0.0.1', '3.6.2', true],
])('VSPC %s is spoken to in REST %s; billing: %s', (product, rest, billing) => {
  const choice = chooseRestVersion(product);
  expect(choice).toMatchObject({ kind: 'speaks', version: { product, rest, capabilities: { billing } } });
});

it.each(['6.0.0.7739', '5.0.0.1', '4.0', '1.0.0.0'])('VSPC %s is refused with the reason', (product) => {
  expect(chooseRestVersion(product)).toEqual({ kind: 'refused', reason: expect.stringContaining('too old') as string });
});

it.each(['', 'Unknown', 'nine', '9'])('a version of "%s" is none', (product) => {
  expect(chooseRestVersion(product)).toEqual({ kind: 'unreadable' });
});

it('steps down past every version that the server has turned down, and then gives up', () => {
  const refused = new Set<string>();
  const tried: string[] = [];
  for (;;) {
    const choice = chooseRestVersion('9.0.0.29555', refused);
    if (choice.kind !== 'speaks') {
      expect(choice).toEqual({ kind: 'refused', reason: expect.stringContaining('update the bridge') as string });
      break;
    }
    tried.push(choice.version.rest);
    refused.add(choice.version.rest);
  }
  expect(tried).toEqual(['3.6', '3.5.1', '3.5', '3.4', '3.3']);
});

it('says in a sentence what each version goes without', () => {
  const lacksOf = (product: string): readonly string[] => {
    const choice = chooseRestVersion(product);
    return choice.kind === 'speaks' ? choice.version.lacks : [];
  };
  expect(lacksOf('9.1.0.30345')).toEqual([]);
  expect(lacksOf('9.0.0.29555')).toEqual([expect.stringContaining('next run')]);
  expect(lacksOf('8.0.0.16877')).toContainEqual(expect.stringContaining('billing is off'));
});
