import { civilDateIn, type CivilDate } from '../../../kernel/civil-date';
import type { SandboxClock } from '../../http/stand-in';
import type { CwData } from '../connectwise-data';
import { Switches } from '../switches';
import { RecordStore, type CwRecord, type Stamp } from './record-store';

/** One e-mail that the server would have sent. */
export interface Notification {
  readonly at: string;
  readonly ticketId: number;
  readonly cause: 'ticket-created' | 'ticket-updated' | 'note-added';
  readonly by: string;
  /** `contact:Ada Byron`, `resource:tech1`, `cc:ops@example.com`; empty when nobody is set to receive it. */
  readonly recipients: readonly string[];
}

/** One message to a callback, with what came of every try: a status, or why there is none. */
interface CallbackDelivery {
  readonly at: string;
  readonly callbackId: number;
  readonly messageId: string;
  readonly results: readonly (number | string)[];
}

/** The simulated server of one MSP: its records, its switches, its time and what it would have mailed. */
export class Tenant {
  readonly store = new RecordStore();
  readonly switches = new Switches();
  readonly notifications: Notification[] = [];
  readonly deliveries: CallbackDelivery[] = [];
  /** `v2025_1`; changes when the tenant is upgraded. */
  codebase: string;
  version: string;
  readonly retiredCodebases = new Set<string>();
  /** The day of the last question; a list asks once per row. */
  private day: { readonly atMs: number; readonly date: CivilDate } | undefined;

  constructor(
    readonly data: CwData,
    readonly clock: SandboxClock,
  ) {
    this.version = data.version;
    this.codebase = codebaseOf(data.version);
  }

  upgrade(version: string): void {
    this.retiredCodebases.add(this.codebase);
    this.version = version;
    this.codebase = codebaseOf(version);
    this.retiredCodebases.delete(this.codebase);
  }

  /** Now, to the second, as the vendor writes instants. */
  nowText(): string {
    return instantText(this.clock.now());
  }

  /** The server's calendar day, on which agreements begin and end. */
  today(): CivilDate {
    const nowMs = this.clock.now().getTime();
    if (this.day?.atMs !== nowMs) {
      this.day = { atMs: nowMs, date: civilDateIn(new Date(nowMs), this.data.serverTimeZone) };
    }
    return this.day.date;
  }

  stamp(by: string): Stamp {
    return { by, at: this.nowText(), wallMs: this.clock.wallMs() };
  }

  getMember(identifier: string): CwRecord {
    const member = this.store.list('member').find((record) => record.values['identifier'] === identifier);
    if (!member) throw new Error(`No member ${identifier}.`);
    return member;
  }
}

export function instantText(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

function codebaseOf(version: string): string {
  const match = /^v?(\d{4})\.(\d+)/.exec(version);
  if (!match) throw new Error(`A version looks like v2025.1.105333, not ${version}.`);
  return `v${match[1] ?? ''}_${match[2] ?? ''}`;
}
