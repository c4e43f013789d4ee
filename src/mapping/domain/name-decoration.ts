import { foldText } from './fold-text';

/** Something that stands around a name. */
export interface NamePart {
  readonly text: string;
  /** `(`, `[`, `first`, `last`, …: codes in one place and of one shape come from one numbering. */
  readonly place: string;
}

/** A name without what stands around it, and that by itself. */
export interface DecoratedName {
  readonly core: string;
  readonly parts: readonly NamePart[];
}

const BRACKETED = /\(([^()]*)\)|\[([^[\]]*)\]|\{([^{}]*)\}|<([^<>]*)>/g;
/** A separator that is set off by spaces; a bar, a colon and an underscore need none. */
const SEPARATOR = /\s+[-–—~/]+\s+|\s*[|:_]+\s*/;
const LEADING_CODE = /^\s*(?:#\s*)?(\d{3,}[a-z]?|[a-z]{1,4}-?\d{3,})\s+(?=\p{L})/iu;
const TRAILING_CODE = /\s+(#\s*\w+|[a-z]{1,4}-?\d{3,}|\d{4,})\s*$/i;

/** "zz_Name" and "xxx Name": how people sort what they no longer use to the end. */
const OUT_OF_USE = /^(?:z{2,}|x{2,})$/i;
const LEADING_MARK = /^\s*(z{2,}|x{2,})[\s_-]+(?=\p{L})/iu;

const AT_THE_ENDS = [
  { pattern: LEADING_MARK, place: 'first' },
  { pattern: LEADING_CODE, place: 'first' },
  { pattern: TRAILING_CODE, place: 'last' },
] as const;

/** Numbers with three digits or more, and letters before such; a lone "#12" is one, too. */
const CODE = /^(?:#\s*[\w-]+|(?:id|cust|kd|kdnr|acct|no|nr|ref)?[\s.:#-]*[a-z]{0,4}-?\d{3,}[a-z]?)$/i;
/** A short word in capitals with a digit or a hyphen in it: an identifier. */
const IDENTIFIER = /^(?=[A-Z0-9-]*[0-9-])[A-Z0-9]+(?:-[A-Z0-9]+)*$/;

/** Says which of several records one deals with. */
// prettier-ignore
const STATUS_TAGS: ReadonlySet<string> = new Set([
  'old', 'new', 'test', 'demo', 'do not use', 'dont use', 'inactive', 'archive', 'archived', 'closed', 'deleted', 'duplicate', 'dup', 'dupe', 'terminated',
  'former', 'prospect', 'lab', 'sandbox', 'trial', 'offboarded', 'cancelled', 'canceled', 'merged', 'alt', 'neu', 'inaktiv', 'gekundigt', 'internal', 'template', 'copy',
]);

/** Says how the provider works with a customer, and nothing about who it is. */
// prettier-ignore
const REMARKS: ReadonlySet<string> = new Set([
  'managed', 'fully managed', 'co managed', 'comanaged', 'unmanaged', 'customer', 'client', 'msp', 'mssp', 'vip', 'gold', 'silver', 'bronze', 'platinum', 'active', 'backup', 'backups',
  'veeam', 'baas', 'draas', 'm365', 'o365', 'office 365', 'microsoft 365', 'kunde', 'aktiv', 'sla', 'contract', 'tenant', 'company', 'main', 'hosted', 'haftungsbeschrankt', 'cloud', 'cloud connect', 'monitored', 'prod', 'production', 'live',
]);

/** Brackets, and segments before and after the name that are codes or tags. Whatever else stands there is the name. */
export function splitDecoration(name: string): DecoratedName {
  const parts: NamePart[] = [];
  const unbracketed = name.replace(BRACKETED, (whole, ...groups: unknown[]) => {
    const [text] = groups.filter((group): group is string => typeof group === 'string');
    parts.push({ text: String(text).trim(), place: whole.slice(0, 1) });
    return ' ';
  });
  let core = takeSegments(unbracketed.trim(), parts);
  for (const { pattern, place } of AT_THE_ENDS) {
    const [, text] = pattern.exec(core) ?? [];
    const rest = core.replace(pattern, ' ').trim();
    if (text === undefined || !/\p{L}/u.test(rest)) continue;
    parts.push({ text: OUT_OF_USE.test(text) ? 'old' : text, place });
    core = rest;
  }
  if (core.trim() === '') return { core: name.replace(/[()[\]{}<>]/g, ' '), parts: [] };
  return { core, parts: parts.filter((part) => part.text !== '') };
}

function takeSegments(core: string, parts: NamePart[]): string {
  const segments = core.split(SEPARATOR).filter((segment) => segment.trim() !== '');
  const isDecoration = segments.map((segment) => isCode(segment) || isStatusTag(segment) || isRemark(segment));
  if (isDecoration.every(Boolean)) return core;
  for (const [index, segment] of segments.entries()) {
    if (isDecoration[index]) parts.push({ text: segment.trim(), place: index === 0 ? 'first' : 'last' });
  }
  return segments.filter((_segment, index) => !isDecoration[index]).join(' ');
}

export function isCode(part: string): boolean {
  const text = part.trim();
  return CODE.test(text) || (IDENTIFIER.test(text) && text.length > 2);
}

export function isStatusTag(part: string): boolean {
  return STATUS_TAGS.has(plain(part));
}

export function isRemark(part: string): boolean {
  return REMARKS.has(plain(part));
}

function plain(part: string): string {
  return foldText(part)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
