/** Short readable uids: `uid(7)`. */
export function uid(number: number): string {
  return `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;
}

export const PROVIDER = uid(1);
export const ALPHA = uid(10);
export const BETA = uid(11);
export const SERVER = uid(20);
export const HOSTED_SERVER = uid(21);
export const JOB = uid(30);
