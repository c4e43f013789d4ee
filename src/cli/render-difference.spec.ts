import type { JsonValue } from '../kernel/json';
import { CliOutput } from './cli-output';
import { renderDifference } from './render-difference';

function render(before: JsonValue, after: JsonValue, options: { readonly verbose?: boolean } = {}): string {
  let text = '';
  const out = (piece: string): void => {
    text += piece;
  };
  const terminal = { out, err: out, isInteractive: true, hasColors: false, columns: 60 };
  renderDifference(before, after, new CliOutput(terminal, options));
  return text;
}

describe('the difference of a page', () => {
  it('is a line for a short field', () => {
    expect(render({ 'Overall Status': 'Protected' }, { 'Overall Status': 'Failed' })).toBe(
      '      Overall Status: Protected → Failed\n',
    );
    expect(render({ 'Failed Jobs': null }, { 'Failed Jobs': 2 })).toBe('      Failed Jobs: nothing → 2\n');
  });

  it('is the lines that go and the lines that come for a long one, wrapped to the terminal', () => {
    const text = render(
      { Jobs: ['Nightly | Success'] },
      { Jobs: ['Nightly | Failed | 2026-11-02 14:01 | 14 | Default Backup Repository', 'Weekly'] },
    );
    expect(text.split('\n')).toEqual([
      '      Jobs:',
      '        - Nightly | Success',
      '        + Nightly | Failed | 2026-11-02 14:01 | 14 | Default',
      '          Backup Repository',
      '        + Weekly',
      '',
    ]);
  });

  it('shows both sentences whole where they do not fit beside each other', () => {
    const text = render(
      { Reason: 'A person knows better, and says so in a sentence of some length' },
      { Reason: 'All 6 backup jobs are in order.' },
    );
    expect(text.split('\n')).toEqual([
      '      Reason:',
      '        - A person knows better, and says so in a sentence',
      '          of some length',
      '        + All 6 backup jobs are in order.',
      '',
    ]);
  });

  it('counts the fields that are too many', () => {
    const fields = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`Field ${index}`, 'new']));
    expect(render({}, fields)).toContain('… and 2 more fields (--verbose shows all)');
    expect(render({}, fields, { verbose: true })).toContain('Field 7: nothing → new');
  });

  it('says nothing of a page that is made', () => {
    expect(render(null, { status: 'Failed' })).toBe('');
  });
});
