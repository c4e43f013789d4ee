import { DEFAULTS, job } from '../../../test/support/ticket-world';
import { FAILED, OPENED, TicketStory } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { readTicketPayload, type CreateTicket } from './ticket-effects';
import type { TicketSettings } from './ticket-settings';
import type { JobFact } from './workload-facts';

describe('planCreate', () => {
  function created(settings: Partial<TicketSettings>): CreateTicket {
    const story = new TicketStory({ firstPass: 'ticket', ...settings });
    story.results = [FAILED];
    const [create] = story.pass(OPENED) as readonly Change[];
    return readTicketPayload(create!.effects[0]!) as CreateTicket;
  }

  it.each<[string, Partial<TicketSettings>, Partial<CreateTicket>]>([
    ['by the ids of the catalog', {}, { board: { id: 10 }, status: { id: 100 }, priority: { id: 3 } }],
    ['a board that is not known, by its name', { board: 'Nowhere' }, { board: { name: 'Nowhere' }, status: null }],
    ['a board that is not known, by its id', { board: 77 }, { board: { id: 77 }, status: null }],
    ['a status that the board does not have', { status: { ...DEFAULTS.status, open: 'Nowhere' } }, { status: null }],
    ['a priority that was deleted', { priority: 'Nowhere' }, { priority: null }],
    [
      'names for ConnectWise to resolve',
      { type: 'Backup', team: 'Night', source: 5 },
      { type: { name: 'Backup' }, team: { name: 'Night' }, source: { id: 5 } },
    ],
    ['what is not set', {}, { type: null, subType: null, item: null, site: null, contact: null, agreement: null }],
  ])('%s', (_name, settings, payload) => {
    expect(created(settings)).toMatchObject(payload);
  });

  it.each<[string, Partial<TicketSettings>, Partial<JobFact>, number]>([
    ['a computer', {}, { computerName: 'srv-files' }, 2],
    ['a serial number alone', {}, { serialNumber: 'S1' }, 2],
    ['configuration: none', { configuration: 'none' }, { computerName: 'srv-files' }, 1],
    ['nothing to look for', {}, {}, 1],
  ])('attaches a configuration: %s', (_name, settings, change, effects) => {
    const story = new TicketStory({ firstPass: 'ticket', ...settings });
    story.jobs = [job(change)];
    story.results = [FAILED];
    expect((story.pass(OPENED) as readonly Change[])[0]?.effects).toHaveLength(effects);
  });
});
