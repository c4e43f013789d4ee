import { maskText, textMaskOf } from './mask-text';

describe('maskText', () => {
  it.each<[string, string, string, boolean]>([
    ['numbers', 'VM 12 of 30 failed', 'VM 7 of 31 failed', true],
    ['GUIDs', 'job 5d2f0c1e-0000-4000-8000-00000000000a', 'job eb866e8f-a0f5-41f4-9dd9-8cc59266ff25', true],
    ['dates and times', 'at 2026-11-02T08:00:00Z', 'at 2026-11-03T09:10:00.123+02:00', true],
    ['written dates', 'on 02.11.2026 8:05 PM', 'on 12/03/2026 9:15 am', true],
    ['paths', 'cannot open D:\\backup\\a.vbk', 'cannot open E:\\other\\b.vbk', true],
    ['network paths', 'cannot open \\\\nas\\a\\1.vbk', 'cannot open \\\\nas\\b\\2.vbk', true],
    ['paths of Linux', 'cannot open /mnt/a/one.vbk', 'cannot open /mnt/b/two.vbk', true],
    ['sizes', 'needs 12.5 GB', 'needs 1,024 GB', true],
    ['what a database does not keep', 'disk \ud83d full\u0000', 'disk \ufffd full', true],
    ['letter case and spaces', 'Disk  FULL', 'disk full', true],
    ['words', 'disk full', 'network down', false],
    ['units', 'needs 12 GB', 'needs 12 TB', false],
  ])('%s', (_name, one, other, same) => {
    expect(maskText(one) === maskText(other)).toBe(same);
  });
});

describe('textMaskOf', () => {
  it.each<[string, string, string, boolean]>([
    ['is the same for what differs only in what is masked', 'VM 12 failed', 'VM 13 failed', true],
    ['tells another error', 'Disk full', 'Network down', false],
    ['looks at the first page of a megabyte', 'a'.repeat(4000) + 'one', 'a'.repeat(4000) + 'two', true],
  ])('%s', (_name, one, other, same) => {
    expect(textMaskOf(one)).toMatch(/^[0-9a-f]{16}$/);
    expect(textMaskOf(one) === textMaskOf(other)).toBe(same);
  });
});
