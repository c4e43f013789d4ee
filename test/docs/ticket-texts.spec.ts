import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ticketSamples } from '../support/ticket-samples';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'tickets.md'), 'utf8');

describe('the samples of docs/tickets.md', () => {
  it.each(ticketSamples().map((sample) => [sample.title, sample] as const))('%s', (title, { summary, text }) => {
    expect(PAGE).toContain(`### ${title}\n\n\`\`\`text\n${summary}\n\n${text}\n\`\`\`\n`);
  });
});
