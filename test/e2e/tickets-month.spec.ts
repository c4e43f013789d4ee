import { liveTheMonth } from '../support/month-life';
import { everyReading } from '../support/open-questions';
import { temporaryDatabase, type DatabaseKind } from '../support/temporary-database';

const LONG_MS = 3_600_000;

interface Month {
  readonly database: DatabaseKind;
  readonly everyMinutes: number;
  readonly diesAtStep: number | null;
  /** Which reading of everything that the vendors' documents leave open. */
  readonly reading: 1 | 2 | 3 | 4;
}

const MONTHS: readonly Month[] = [
  { database: 'sqlite', everyMinutes: 360, diesAtStep: null, reading: 1 },
  { database: 'sqlite', everyMinutes: 360, diesAtStep: 40, reading: 2 },
];

/** At the pace of a schedule, killed every few steps, and by every reading; `npm run soak`. */
const LONG_MONTHS: readonly Month[] = [
  { database: 'sqlite', everyMinutes: 15, diesAtStep: null, reading: 1 },
  { database: 'postgres', everyMinutes: 60, diesAtStep: null, reading: 1 },
  { database: 'sqlite', everyMinutes: 360, diesAtStep: 5, reading: 1 },
  { database: 'postgres', everyMinutes: 360, diesAtStep: 5, reading: 1 },
  { database: 'postgres', everyMinutes: 360, diesAtStep: 40, reading: 2 },
  { database: 'sqlite', everyMinutes: 360, diesAtStep: null, reading: 3 },
  { database: 'postgres', everyMinutes: 360, diesAtStep: null, reading: 4 },
];

/** The script, and what it ends with, scene by scene: src/sandbox/month. */
describe('the scripted month of the sandbox', () => {
  it.each(process.env['SOAK'] ? [...MONTHS, ...LONG_MONTHS] : MONTHS)(
    'ends with exactly the tickets, notes and statuses of its answer key, on $database, a pass every $everyMinutes minutes, dying at step $diesAtStep, by reading $reading',
    async ({ database, diesAtStep, everyMinutes, reading }) => {
      const temporary = await temporaryDatabase(database);
      try {
        const readings = reading === 1 ? [] : everyReading(reading - 2);
        const outcome = await liveTheMonth({ target: temporary.target, everyMinutes, diesAtStep, readings });
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
