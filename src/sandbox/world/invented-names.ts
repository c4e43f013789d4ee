/** Names of companies that do not exist, made of syllables that mean nothing. */
// prettier-ignore
const OPENINGS = [
  'Quor', 'Velm', 'Brax', 'Tesk', 'Ondr', 'Jarv', 'Milq', 'Harv', 'Culd', 'Drev', 'Fenz', 'Gorl',
  'Iskr', 'Kelm', 'Lorv', 'Nask', 'Pryn', 'Rusk', 'Sylm', 'Trov', 'Umbr', 'Vask', 'Wexl', 'Yorn',
] as const;
// prettier-ignore
const ENDINGS = [
  'amere', 'andor', 'astra', 'avane', 'ebrook', 'elund', 'emoor', 'entis', 'erran', 'esque', 'idale', 'ifern',
  'ilsey', 'imont', 'inova', 'ipont', 'odell', 'olane', 'omarch', 'onde', 'orvik', 'ostead', 'ovar', 'uthen',
] as const;
const TRADES = [
  ['Logistics', 'LOG'],
  ['Dental', 'DEN'],
  ['Orchards', 'ORC'],
  ['Machining', 'MAC'],
  ['Archive', 'ARC'],
  ['Ferries', 'FER'],
  ['Foods', 'FOO'],
  ['Optics', 'OPT'],
  ['Timber', 'TIM'],
  ['Surveying', 'SUR'],
  ['Printing', 'PRI'],
  ['Housing', 'HOU'],
  ['Clinics', 'CLI'],
] as const;

const COUNT = OPENINGS.length * ENDINGS.length * TRADES.length;
/** Shares no factor with the count (24 × 24 × 13), so that every name comes up once before any comes up again. */
const STRIDE = 1_193;

export interface InventedName {
  readonly name: string;
  /** As a ConnectWise company identifier: upper case, at most 30 characters, unique with the name. */
  readonly identifier: string;
}

/** The n-th invented company of a world; `offset` turns with the seed. Unique for the first 7,488. */
export function inventedName(index: number, offset: number): InventedName {
  const place = (index * STRIDE + offset) % COUNT;
  const lap = Math.floor(index / COUNT);
  const opening = OPENINGS[place % OPENINGS.length] ?? '';
  const ending = ENDINGS[Math.floor(place / OPENINGS.length) % ENDINGS.length] ?? '';
  const [trade, code] = TRADES[Math.floor(place / (OPENINGS.length * ENDINGS.length))] ?? TRADES[0];
  const suffix = lap === 0 ? '' : String(lap + 1);
  return {
    name: `${opening}${ending} ${trade}${suffix && ` ${suffix}`}`,
    identifier: `${opening}${ending}-${code}${suffix}`.toUpperCase(),
  };
}

export const JOB_NAMES = [
  'Nightly servers',
  'File servers',
  'SQL production',
  'Domain controllers',
  'ERP',
  'Mail archive',
  'Terminal servers',
  'Web shop',
  'Line control',
  'Scans and plans',
] as const;

/** Names that break careless templates, conditions and tables. */
export const AWKWARD_JOB_NAMES = [
  'Backup <b>"Finance" & Payroll</b>',
  'Резервная копия склада',
  '夜間バックアップ 本社',
  "O'Brannoch's laptop; DROP TABLE jobs",
  'C:\\Data\\50% [daily] {{ job.name }}',
  'A name that goes on and on, past every width that a column, a summary or a title was ever given, until the end',
] as const;

export const FAILURE_MESSAGES = [
  'Error: The network path was not found. Failed to open share \\\\nas01\\backup.',
  'Error: Not enough space on the disk. Needed 118.4 GB, free 12.9 GB.',
  'Error: VSS snapshot creation failed, code 0x8004231f. Retry 3 of 3.',
  'Processing APP02 Error: Cannot connect to the host over <RPC> & port 6160.',
] as const;
