/** Work that is due again and again. A slot whose work still runs is skipped, never queued. */
export interface Slot {
  readonly name: string;
  /** Cron, five fields. */
  readonly cron: string;
  /** IANA name. */
  readonly timezone: string;
  readonly work: () => Promise<void>;
}

/** Fires slots. The seam for an implementation that several processes share (ARCHITECTURE, last section). */
export interface Schedule {
  start(slots: readonly Slot[]): void;
  /** The next time that a slot fires; null when nothing is started. */
  nextFiring(name: string): Date | null;
  /** No slot fires any more; what runs is not waited for. */
  stop(): void;
}
