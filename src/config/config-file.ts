import type { Environment } from './environment';
import type { FilePosition } from '../mapping/domain/company-pins';
import { parseYaml } from './parse-yaml';
import type { Position, YamlTree } from './parse-yaml';
import type { ConfigProblem, Finding, PathSegment } from './problem';
import { renderPath } from './problem';
import { readShape } from './read-shape';
import { readTextFile } from './read-text-file';
import { resolveReferences } from './resolve-references';
import type { ResolvedReference } from './resolve-references';

const MAX_FILE_BYTES = 5 * 1024 * 1024;

export interface FileRequest {
  /** Absolute. */
  readonly path: string;
  /** As problems name it. */
  readonly shown: string;
  readonly baseDir: string;
  readonly env: Environment;
  readonly onResolved: (reference: ResolvedReference) => string;
}

interface Reading<T> {
  /** Null when there is no such file; empty when it could not be parsed. */
  readonly content: T | null;
  readonly problems: readonly ConfigProblem[];
  /** Absent: the text is not valid, and rules between settings would only repeat that. */
  readonly tree?: YamlTree;
  /** Places that have a problem already. */
  readonly reported?: readonly (readonly PathSegment[])[];
}

/** One file of the configuration: what could be read of it, and every problem with its place. */
export class ConfigFile<T extends object> {
  private constructor(
    private readonly shown: string,
    private readonly reading: Reading<T>,
  ) {}

  static load<T extends object>(section: new () => T, request: FileRequest): ConfigFile<T> {
    const { shown } = request;
    const file = readTextFile(request.path, MAX_FILE_BYTES);
    if (file.kind === 'missing') return new ConfigFile<T>(shown, { content: null, problems: [] });
    if (file.kind === 'refused') {
      const problem = place(shown, { path: [], message: file.message, hint: file.hint }, undefined);
      return new ConfigFile(shown, { content: new section(), problems: [problem] });
    }
    const tree = parseYaml(file.text);
    const form = tree.findings.map((finding) => place(shown, finding, finding.position));
    if (tree.value === undefined) return new ConfigFile(shown, { content: new section(), problems: form });
    const resolved = resolveReferences(tree.value, request);
    const { instance, findings } = readShape(section, resolved.value);
    const found = [...resolved.findings, ...findings];
    const placed = found.map((finding) => place(shown, finding, tree.locate(finding.path)));
    const reported = [...tree.findings, ...found].map((finding) => finding.path);
    return new ConfigFile(shown, { content: instance, problems: [...form, ...placed], tree, reported });
  }

  get content(): T | null {
    return this.reading.content;
  }

  /** Its own problems and those of the rules between its settings, in the order of the file. */
  problemsWith(findings: readonly Finding[]): readonly ConfigProblem[] {
    const { problems, tree, reported = [], content } = this.reading;
    if (content !== null && tree === undefined) return problems;
    const said = findings.filter(
      ({ unless = [] }) => !unless.some((at) => reported.some((path) => concerns(path, at))),
    );
    const placed = said.map((finding) => place(this.shown, finding, tree?.locate(finding.path)));
    return [...problems, ...placed].sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
  }

  filePosition(path: readonly PathSegment[]): FilePosition {
    return { file: this.shown, line: this.reading.tree?.locate(path).line ?? 1 };
  }
}

/** Whether a reported place is the one, lies in it, or is the section that it would lie in. */
function concerns(reported: readonly PathSegment[], at: readonly PathSegment[]): boolean {
  const length = Math.min(reported.length, at.length);
  return length > 0 && at.slice(0, length).every((segment, index) => reported[index] === segment);
}

function place(file: string, finding: Finding, position: Position | undefined): ConfigProblem {
  return {
    file,
    path: renderPath(finding.path),
    line: position?.line ?? null,
    column: position?.column ?? null,
    message: finding.message,
    hint: finding.hint,
  };
}
