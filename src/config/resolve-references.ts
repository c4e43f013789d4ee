import { resolve } from 'node:path';
import type { Environment } from './environment';
import { Numeral } from './numeral';
import type { Finding, PathSegment } from './problem';
import { readTextFile } from './read-text-file';
import { AlreadyReported } from './unreadable';

const MAX_SECRET_FILE_BYTES = 64 * 1024;
/** `$${` writes a literal `${`; everything else that begins like a reference has to be one. */
const REFERENCE = /\$\$\{|\$\{([^{}]*)\}|\$\{/g;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

export interface ReferenceContext {
  readonly env: Environment;
  /** Relative paths of `${file:…}` start here. */
  readonly baseDir: string;
  /** Called with the value of every reference; decides what is put into the text (an URL needs its own spelling). */
  readonly onResolved: (reference: ResolvedReference) => string;
}

export interface ResolvedReference {
  readonly path: readonly PathSegment[];
  readonly source: 'environment' | 'file';
  readonly value: string;
  /** The text as it stands in the file, and where in it the reference begins. */
  readonly text: string;
  readonly offset: number;
}

/** Replaces `${NAME}` and `${file:PATH}` in every text of a tree. What is put in is not looked at again. */
export function resolveReferences(
  tree: unknown,
  context: ReferenceContext,
): { readonly value: unknown; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const walk = (value: unknown, path: readonly PathSegment[]): unknown => {
    if (typeof value === 'string') return resolveText(value, path, context, findings);
    if (Array.isArray(value)) return value.map((item: unknown, index) => walk(item, [...path, index]));
    if (typeof value !== 'object' || value === null || value instanceof Numeral) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  return { value: walk(tree, []), findings };
}

function resolveText(
  text: string,
  path: readonly PathSegment[],
  context: ReferenceContext,
  findings: Finding[],
): string | AlreadyReported {
  const before = findings.length;
  const replaced = text.replace(REFERENCE, (match: string, name: string | undefined, offset: number) => {
    if (match === '$${') return '${';
    const found = name === undefined ? MALFORMED : lookUp(name, context);
    if (typeof found === 'object') {
      findings.push({ path, ...found });
      return '';
    }
    const source = match.startsWith('${file:') ? 'file' : 'environment';
    return context.onResolved({ path, source, value: found, text, offset });
  });
  return findings.length === before ? replaced : new AlreadyReported();
}

type NotFound = Omit<Finding, 'path'>;

const MALFORMED: NotFound = {
  message: 'has a reference that is not complete',
  hint: 'Write ${NAME} or ${file:/run/secrets/name}; a literal ${ is written $${.',
};

function lookUp(name: string, context: ReferenceContext): string | NotFound {
  if (name.startsWith('file:')) return readSecretFile(name.slice('file:'.length), context.baseDir);
  if (!VARIABLE.test(name)) return MALFORMED;
  const value = context.env[name];
  if (value === undefined) {
    return {
      message: `needs the environment variable ${name}, which is not set`,
      hint: `Set ${name} and start again.`,
    };
  }
  if (value.trim() === '') {
    return { message: `needs the environment variable ${name}, which is empty`, hint: `Give ${name} its value.` };
  }
  return value.trim();
}

function readSecretFile(name: string, baseDir: string): string | NotFound {
  if (name.trim() === '') return MALFORMED;
  const file = readTextFile(resolve(baseDir, name), MAX_SECRET_FILE_BYTES);
  if (file.kind === 'missing') {
    return { message: 'names a file that does not exist', hint: 'Create the file, or correct its path.' };
  }
  if (file.kind === 'refused') return { message: `names a file that ${file.message}`, hint: file.hint };
  const value = file.text.trim();
  return value === '' ? { message: 'names a file that is empty', hint: 'Write the secret into it.' } : value;
}
