import type { Alias, Document, Node, ParsedNode, YAMLError } from 'yaml';
import { LineCounter, isAlias, isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { Numeral } from './numeral';
import type { Finding, PathSegment } from './problem';
import { showKey } from './problem';

/** Nodes that aliases may add: enough for honest reuse, far too little for a file that doubles itself ten times. */
const MAX_ALIASED_NODES = 100_000;
const MAX_DEPTH = 100;
/** One slip makes many errors of form; those after the first few only repeat it. */
const MAX_SYNTAX_ERRORS = 10;
const RESERVED_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A problem of the file's form, already placed. */
export interface PlacedFinding extends Finding {
  readonly position: Position;
}

export interface YamlTree {
  /** Plain objects, arrays, strings, booleans, null, and `Numeral` for unquoted numbers. */
  readonly value: unknown;
  readonly findings: readonly PlacedFinding[];
  /** Where the key (or list entry) of a path stands; of the nearest parent when the path is not in the file. */
  locate(path: readonly PathSegment[]): Position;
}

export function parseYaml(text: string): YamlTree {
  try {
    return readTree(text);
  } catch (error) {
    // Parser and reader recurse; a file of a hundred thousand brackets ends their stack.
    if (!(error instanceof RangeError)) throw error;
    const position = { line: 1, column: 1 };
    const finding = { path: [], message: 'is nested too deeply', hint: 'Is this the right file?', position };
    return { value: undefined, findings: [finding], locate: () => position };
  }
}

function readTree(text: string): YamlTree {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true, merge: false });
  const positionOf = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const syntax = [...document.errors, ...document.warnings]
    .slice(0, MAX_SYNTAX_ERRORS)
    .map((error) => placeSyntaxError(error, document, positionOf));
  const reader = new TreeReader(document, positionOf);
  const value = syntax.length === 0 ? reader.read() : undefined;
  return {
    value,
    findings: [...syntax, ...reader.findings],
    locate: (path) => locate(document, path, positionOf),
  };
}

/** The library's own messages quote the file, and a file may hold secrets: only the code is used. */
const SYNTAX: Readonly<Partial<Record<YAMLError['code'], readonly [message: string, hint: string]>>> = {
  DUPLICATE_KEY: ['has the same key twice', 'Remove one of the two.'],
  BAD_INDENT: ['is indented wrongly here', 'Use spaces, the same number for keys of one section.'],
  TAB_AS_INDENT: ['is indented with a tab', 'Use spaces.'],
  MULTIPLE_DOCS: ['holds more than one document', 'Remove the line ---.'],
  TAG_RESOLVE_FAILED: [
    'uses a YAML tag that is not supported',
    'Remove the word that begins with an exclamation mark.',
  ],
  MISSING_CHAR: ['misses a quote, bracket or colon', 'Look at this line and the one before.'],
  BAD_SCALAR_START: ['has a value that starts with a reserved character', 'Put the value in quotes.'],
  BAD_DQ_ESCAPE: ['has a backslash that YAML does not know', 'Use single quotes around the value.'],
  MULTILINE_IMPLICIT_KEY: ['has a line without a colon', 'Write key: value, with a space after the colon.'],
  BLOCK_AS_IMPLICIT_KEY: ['has two values on one line', 'Put a value that contains a colon in quotes.'],
};

function placeSyntaxError(
  error: YAMLError,
  document: Document.Parsed,
  positionOf: (offset: number) => Position,
): PlacedFinding {
  const [message, hint] = SYNTAX[error.code] ?? ['is not valid YAML here', 'Look at this line and the one before.'];
  return { path: [], message, hint, position: positionOf(openQuoteBefore(error, document) ?? error.pos[0]) };
}

/** A quote that is not closed is noticed at the end of the file; what helps is where it begins. */
function openQuoteBefore(error: YAMLError, document: Document.Parsed): number | undefined {
  if (error.code !== 'MISSING_CHAR') return undefined;
  let start: number | undefined;
  visit(document, {
    Scalar(_key, node) {
      const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      if (isQuoted && node.range && node.range[0] < error.pos[0] && node.range[1] >= error.pos[0])
        start = node.range[0];
    },
  });
  return start;
}

/** Turns nodes into plain values. Ours rather than the library's, because it keeps the characters of numbers. */
class TreeReader {
  readonly findings: PlacedFinding[] = [];
  private readonly open = new Set<Node>();
  private readonly targets: ReadonlyMap<Alias, Node>;
  private aliasDepth = 0;
  private aliasedNodes = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly positionOf: (offset: number) => Position,
  ) {
    this.targets = aliasTargets(document);
  }

  read(): unknown {
    return this.readNode(this.document.contents, []);
  }

  private readNode(node: ParsedNode | Node | null, path: readonly PathSegment[]): unknown {
    if (node === null) return null;
    if (this.aliasDepth > 0 && ++this.aliasedNodes > MAX_ALIASED_NODES) return undefined;
    if (isScalar(node)) return typeof node.value === 'number' ? new Numeral(node.source ?? '') : node.value;
    if (path.length > MAX_DEPTH) return this.refuse(node, path, 'is nested too deeply', 'Is this the right file?');
    if (this.open.has(node))
      return this.refuse(node, path, 'contains itself', 'Write the value out, without an alias.');
    this.open.add(node);
    const value = this.readCollection(node, path);
    this.open.delete(node);
    return value;
  }

  private readCollection(node: Node, path: readonly PathSegment[]): unknown {
    if (isAlias(node)) return this.readAlias(node, path);
    if (isSeq<Node>(node)) return node.items.map((item, index) => this.readNode(item, [...path, index]));
    if (isMap<Node, Node | null>(node)) {
      const result: Record<string, unknown> = {};
      for (const pair of node.items) {
        const key = keyText(pair.key);
        if (key === undefined || RESERVED_KEYS.includes(key)) {
          this.refuse(pair.key, path, 'has a key that is not a plain word', 'Write the key as a word or in quotes.');
        } else {
          result[key] = this.readNode(pair.value, [...path, key]);
        }
      }
      return result;
    }
    return undefined;
  }

  private readAlias(node: Alias, path: readonly PathSegment[]): unknown {
    const target = this.targets.get(node);
    if (target === undefined) {
      return this.refuse(node, path, 'uses an alias that is not defined above', 'Write the value out.');
    }
    if (this.aliasedNodes > MAX_ALIASED_NODES) return undefined;
    this.aliasDepth += 1;
    const value = this.readNode(target, path);
    this.aliasDepth -= 1;
    if (this.aliasDepth > 0 || this.aliasedNodes <= MAX_ALIASED_NODES) return value;
    return this.refuse(node, path, 'repeats itself through aliases beyond all measure', 'Write the values out.');
  }

  private refuse(node: Node, path: readonly PathSegment[], message: string, hint: string): unknown {
    this.findings.push({ path, message, hint, position: this.positionOf(node.range?.[0] ?? 0) });
    return undefined;
  }
}

/** Every alias with the node that it stands for, in one walk: the library looks each up anew through the whole file. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** The characters of a key; undefined when it is a list or a map. */
function keyText(key: Node | null): string | undefined {
  if (key === null) return '';
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

function locate(
  document: Document.Parsed,
  path: readonly PathSegment[],
  positionOf: (offset: number) => Position,
): Position {
  let node: Node | null | undefined = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const segment of path) {
    // A masked key cannot be found again; its section is near enough.
    const step: Step | undefined = stepInto(node, segment);
    if (step === undefined) break;
    node = step.value;
    offset = step.offset;
  }
  return positionOf(offset);
}

interface Step {
  readonly value: Node | null;
  readonly offset: number;
}

function stepInto(node: Node | null | undefined, segment: PathSegment): Step | undefined {
  if (isSeq<Node>(node) && typeof segment === 'number') {
    const item = node.items[segment];
    return item && { value: item, offset: item.range?.[0] ?? 0 };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find((item) => {
    const key = isPair(item) ? keyText(item.key) : undefined;
    return key !== undefined && (key === segment || showKey(key) === segment);
  });
  return pair && { value: pair.value, offset: pair.key.range?.[0] ?? 0 };
}
