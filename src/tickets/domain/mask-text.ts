import { stableHash } from '../../kernel/stable-hash';
import { cleanText } from './cut-text';

/** Longer texts differ in their first page or not at all; a megabyte of error text must not cost a pass. */
const COMPARED_CHARACTERS = 4000;

/**
 * Two error texts are the same when they differ only in what changes with every run: paths, GUIDs, dates, times and
 * numbers (RULES, Tickets 12). Order matters: a GUID and a date are full of numbers.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<guid>'],
  [/\b[a-z]:\\[^\s"'<>|]*/gi, '<path>'],
  [/\\\\[^\s"'<>|]+/g, '<path>'],
  [/(?<![\w/])\/(?:[\w.@+-]+\/)+[\w.@+-]*/g, '<path>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, '<date>'],
  [/\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/g, '<date>'],
  [/\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b/gi, '<time>'],
  [/\b0x[0-9a-f]+\b/gi, '<number>'],
  [/\d+(?:[.,]\d+)*/g, '<number>'],
  [/\s+/g, ' '],
];

export function maskText(text: string): string {
  // A database gives back no half of a character, so that the same text would differ after a pass.
  let masked = cleanText(text).slice(0, COMPARED_CHARACTERS);
  for (const [pattern, replacement] of MASKS) masked = masked.replace(pattern, replacement);
  return masked.trim().toLowerCase();
}

/** What the ledger keeps of an error text: enough to see that it changed, nothing to read. */
export function textMaskOf(text: string): string {
  return stableHash(maskText(text), 16);
}
