import { liveTheMonth } from '../support/month-life';
import { temporaryDatabase, type DatabaseKind } from '../support/temporary-database';

const LONG_MS = 3_600_000;

interface Month {
  readonly database: DatabaseKind;
  readonly everyMinutes: number;
  readonly diesAtStep: number | null;
}

const MONTHS: readonly Month[] = [
  { database: 'sqlite', everyMinutes: 360, diesAtStep: null },
  { database: 'sqlite', everyMinutes: 360, diesAtStep: 40 },
];

/** At the pace of a schedule, and killed every few steps; `npm run soak`. */
const LONG_MONTHS: readonly Month[] = [
  { database: 'sqlite', everyMinutes: 15, diesAtStep: null },
  { database: 'postgres', everyMinutes: 60, diesAtStep: null },
  { database: 'sqlite', everyMinutes: 360, diesAtStep: 5 },
  { database: 'postgres', everyMinutes: 360, diesAtStep: 5 },
  { database: 'postgres', everyMinutes: 360, diesAtStep: 40 },
];

/** The script, and what it ends with, scene by scene: src/sandbox/month. */
describe('the scripted month of the sandbox', () => {
  it.each(process.env['SOAK'] ? [...MONTHS, ...LONG_MONTHS] : MONTHS)(
    'ends with exactly the tickets, notes and statuses of its answer key, on $database, a pass every $everyMinutes minutes, dying at step $diesAtStep',
    async ({ database, diesAtStep, everyMinutes }) => {
      const temporary = await temporaryDatabase(database);
      try {
        const outcome = await liveTheMonth({ target: temporary.target, everyMinutes, diesAtStep });
        if (process.env['SOAK']) process.stdout.write(`month: ${outcome.passes} passes, ${outcome.kills} kills\n`);
        expect(outcome.differences).toEqual([]);
        expect(outcome.kills > 0).toBe(diesAtStep !== null);
      } finally {
        await temporary.dispose();
      }
    },
    LONG_MS,
  );
});
