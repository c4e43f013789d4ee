import type { MonthScene } from './month-scene';
import { SCENES_OF_PEOPLE } from './scenes-of-people';
import { SCENES_OF_PLACES } from './scenes-of-places';
import { SCENES_OF_RUNS } from './scenes-of-runs';
import { SCENES_OF_SYSTEMS } from './scenes-of-systems';

/** Script and answer key of the month. Scenes named after a server come last: other tickets name their server, too. */
export const MONTH_SCENES: readonly MonthScene[] = [
  ...SCENES_OF_RUNS,
  ...SCENES_OF_PEOPLE,
  ...SCENES_OF_SYSTEMS,
  ...SCENES_OF_PLACES,
];

/** What tickets.yaml has to say for the answer key to hold; beneath it the defaults of RULES and INTERFACE. */
export function monthTicketsFile(companyName: string): unknown {
  return {
    defaults: {
      board: 'Backup',
      status: { open: 'New', closed: 'Closed', reopened: 'New', recovered: 'Recovered', protected: ['In Progress'] },
      priority: 'Priority 3 - Medium Response',
      firstPass: 'baseline',
      humanTouch: { owner: true },
      storm: { threshold: 4, within: '1h' },
    },
    rules: [
      rule('clocks', { condition: 'missed', job: '* in the night of the clocks' }, { grace: '30m' }),
      rule('laptops', { condition: ['missed', 'unprotected'], workload: 'workstation' }, { grace: '7d', rpo: '7d' }),
      rule('patience', { condition: 'failed', job: 'Twice in a row' }, { afterFailures: 2 }),
      rule('warnings', { condition: 'warning', job: 'Warns every night' }, { ticket: true, afterFailures: 2 }),
      rule('switched off', { condition: 'disabled', job: 'Switched off' }, { ticket: true }),
      rule('slow', { condition: 'long-running' }, { ticket: true }),
      rule('alarms of jobs', { condition: 'alarm', alarm: 'Job session state' }, { ticket: true }),
      rule(
        'full',
        { condition: 'alarm', alarm: 'Repository free space', severity: 'error' },
        { ticket: true, priority: 'Priority 1 - Emergency Response' },
      ),
      rule(
        'escalation',
        { condition: 'failed', job: 'Escalated' },
        { escalate: [{ after: '48h', set: { priority: 'Priority 1 - Emergency Response' } }] },
      ),
    ],
    silences: [
      {
        company: companyName,
        job: 'Moves house',
        from: '2026-10-27T08:00:00Z',
        until: '2026-10-27T20:25:00Z',
        reason: 'the servers move',
      },
      { job: 'Patched on *', every: '0 2 * * 0', for: '4h', reason: 'patch window' },
    ],
  };
}

function rule(name: string, match: unknown, set: unknown): unknown {
  return { name, match, set };
}
