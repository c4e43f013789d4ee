import type { MonthStage, MonthSubject } from './month-stage';

/** One thing that happens, to the subject of the scene or around it. */
export type Happening = (month: MonthStage, scene: MonthScene) => void;

export interface MonthStep {
  /** Day of the month, the first being 1. */
  readonly day: number;
  /** `HH:MM`, UTC. */
  readonly time: string;
  readonly happening: Happening;
}

/**
 * What a note says, or who wrote it: `opened` is the description of a ticket, `person` anything that people wrote, and
 * the others are notes of the bridge.
 */
export type ExpectedNote =
  | 'opened'
  | 'reopened'
  | 'changed'
  | 'text-changed'
  | 'still'
  | 'escalated'
  | 'recovered'
  | 'gone'
  | 'disabled'
  | 'company-changed'
  | 'storm-changed'
  | 'person';

/** A ticket as it stands at the end of the month. */
export interface ExpectedMonthTicket {
  readonly companyId: number;
  /** On the board `Backup` unless `board` says another. */
  readonly status: 'New' | 'In Progress' | 'Recovered' | 'Closed';
  readonly board?: 'Help Desk';
  /** Priority 3 unless it says another. */
  readonly priority?: 1 | 2;
  readonly generation?: number;
  readonly notes: readonly ExpectedNote[];
}

/** A story of the month with the tickets that RULES make of it, written by hand. */
export interface MonthScene {
  /** The subject goes by this name, so that its tickets are recognised by it. */
  readonly name: string;
  /** The rules that it shows. */
  readonly rules: string;
  readonly subject: MonthSubject;
  readonly steps: readonly MonthStep[];
  /** Oldest first; none means that there must be none. */
  readonly tickets: readonly ExpectedMonthTicket[];
}

export function job(company: number | 'provider', index: number): MonthSubject {
  return { kind: 'job', company, job: index };
}

export const OTHER: MonthSubject = { kind: 'other' };

export function on(day: number, time: string, happening: Happening): MonthStep {
  return { day, time, happening };
}
