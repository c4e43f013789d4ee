import { WireRecord } from '../http/wire-record';

/**
 * The parts of a bundle that are certainly complete. A part that failed, that is missing, that holds fewer rows than
 * it counts, or that is as long as a page is left out: whoever needs it asks for it
 * on its own and meets the real answer. By sequence number.
 */
export function parseBundle(body: unknown, pageSize: number): ReadonlyMap<number, readonly WireRecord[]> {
  const complete = new Map<number, readonly WireRecord[]>();
  for (const result of WireRecord.parse(body, 'bundle').records('results')) {
    const rows = result.records('entities');
    const counted = result.integerOrNull('count') ?? rows.length;
    if (!result.flag('success') || !result.has('entities')) continue;
    if (rows.length >= pageSize || counted > rows.length) continue;
    complete.set(result.integer('sequenceNumber'), rows);
  }
  return complete;
}
