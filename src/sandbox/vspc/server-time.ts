import { IANAZone } from 'luxon';

const QUARTER_HOUR_MS = 900_000;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Instants as VSPC writes them: seven fractional digits and the server's own offset, which changes with daylight
 * saving (facts 2.8). Offsets are remembered per quarter of an hour: no zone changes in between.
 */
export class ServerTime {
  private readonly zone: IANAZone;
  private readonly offsets = new Map<number, number>();

  constructor(timezone: string) {
    this.zone = IANAZone.create(timezone);
    if (!this.zone.isValid) throw new Error(`VSPC stand-in: "${timezone}" is no time zone.`);
  }

  render(instant: Date): string {
    const offset = this.offsetMinutes(instant.getTime());
    const local = new Date(instant.getTime() + offset * 60_000).toISOString();
    return `${local.slice(0, -1)}0000${renderOffset(offset)}`;
  }

  /** ISO text with or without time and offset; `bare` says what a missing offset means. Undefined when malformed. */
  parse(text: string, bare: 'utc' | 'server-local'): Date | undefined {
    const match = DATE_TIME.exec(text);
    if (match === null) return undefined;
    const [, day, time = '00:00', fraction = '', offset] = match;
    // Date knows milliseconds only: further digits are cut, never rounded.
    const instant = new Date(`${day ?? ''}T${time}${fraction.slice(0, 4)}${offset ?? 'Z'}`);
    if (Number.isNaN(instant.getTime())) return undefined;
    if (offset !== undefined || bare === 'utc') return instant;
    // The offset of the moment itself: near a switch it is not that of the same digits in UTC.
    const guessMs = instant.getTime() - this.offsetMinutes(instant.getTime()) * 60_000;
    return new Date(instant.getTime() - this.offsetMinutes(guessMs) * 60_000);
  }

  private offsetMinutes(epochMs: number): number {
    const bucket = Math.floor(epochMs / QUARTER_HOUR_MS);
    const known = this.offsets.get(bucket);
    if (known !== undefined) return known;
    const offset = Math.round(this.zone.offset(epochMs));
    this.offsets.set(bucket, offset);
    return offset;
  }
}

function renderOffset(minutes: number): string {
  const absolute = Math.abs(minutes);
  const hours = String(Math.floor(absolute / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(absolute % 60).padStart(2, '0')}`;
}
