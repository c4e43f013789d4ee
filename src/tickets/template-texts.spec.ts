import { sampleVariables } from '../config/check-template';
import { DEFAULT_TEXTS } from './domain/render-ticket';
import type { TicketVariables } from './domain/ticket-variables';
import { templateTexts } from './template-texts';

const SAMPLE = sampleVariables() as unknown as TicketVariables;
const NONE = { summary: null, description: null, note: null };

describe('texts by templates', () => {
  it.each<[string, string, Partial<TicketVariables>, string]>([
    ['a variable', '{{ subjectName }} of {{ company }}', {}, 'Nightly files of Alpha'],
    ['a list', '{% for row in objects %}{{ row.name }};{% endfor %}', {}, 'srv-files;'],
    ['template syntax in a name is only text', '{{ subjectName }}', { subjectName: '{{ company }}' }, '{{ company }}'],
    [
      'markup in a name stays as it is: ConnectWise shows text',
      '{{ subjectName }}',
      { subjectName: '<b>x</b>' },
      '<b>x</b>',
    ],
  ])('%s', (_sentence, template, change, expected) => {
    expect(templateTexts({ ...NONE, summary: template }).summary({ ...SAMPLE, ...change })).toBe(expected);
  });

  it('without a template are the bridge’s own', () => {
    const texts = templateTexts(NONE);
    expect(texts.summary(SAMPLE)).toBe(DEFAULT_TEXTS.summary(SAMPLE));
    expect(texts.description(SAMPLE)).toBe(DEFAULT_TEXTS.description(SAMPLE));
    expect(texts.note(SAMPLE)).toBe(DEFAULT_TEXTS.note(SAMPLE));
  });

  it.each<[string, string, Partial<TicketVariables>]>([
    ['names a property that this data does not have', '{{ objects[5].name }}', {}],
    ['grows without bound', '{% for i in (1..100000) %}{{ message }}{% endfor %}', { message: 'x'.repeat(1_000_000) }],
  ])('that %s fall back to the bridge’s own, and say so', (_sentence, template, change) => {
    const variables = { ...SAMPLE, ...change };
    const text = templateTexts({ ...NONE, note: template }).note(variables);
    expect(text.startsWith(DEFAULT_TEXTS.note(variables))).toBe(true);
    expect(text).toContain('The template "note" of tickets.yaml could not be rendered here');
  });

  it('that come out empty fall back, too', () => {
    expect(templateTexts({ ...NONE, summary: '{% if runs > 99 %}many{% endif %}' }).summary(SAMPLE)).toBe(
      DEFAULT_TEXTS.summary(SAMPLE),
    );
  });
});
