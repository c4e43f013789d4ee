import { LiquidError } from 'liquidjs';
import type { Template } from 'liquidjs';
import { TEMPLATE_VARIABLES } from '../tickets/domain/template-variables';
import { suggest } from './nearest';
import type { Finding, PathSegment } from './problem';
import { createTemplateEngine } from './template-engine';

const KNOWN = Object.keys(TEMPLATE_VARIABLES);

/** A template has to parse, to use known variables only, and to render the samples within the limits. */
export function checkTemplate(text: string, path: readonly PathSegment[]): readonly Finding[] {
  const engine = createTemplateEngine();
  let templates: Template[];
  try {
    templates = engine.parse(text);
  } catch (error) {
    return [describe(error, path, 'is not a valid Liquid template')];
  }
  const used = new Set(engine.globalVariableSegmentsSync(templates).map(([name]) => String(name)));
  const unknown = [...used].filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) return unknown.map((name) => unknownVariable(name, path));
  try {
    engine.renderSync(templates, sampleVariables());
    return [];
  } catch (error) {
    return [describe(error, path, 'does not render')];
  }
}

/** A value for every variable, for previews and for the trial above. */
export function sampleVariables(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(TEMPLATE_VARIABLES).map(([name, { sample }]) => [name, sample]));
}

function unknownVariable(name: string, path: readonly PathSegment[]): Finding {
  const shown = /^[A-Za-z]\w{0,39}$/.test(name) ? `the variable ${name}` : 'a variable';
  return { path, message: `uses ${shown}, which does not exist`, hint: suggest(name, KNOWN) };
}

function describe(error: unknown, path: readonly PathSegment[], what: string): Finding {
  if (!LiquidError.is(error)) throw error;
  const [line, column] = error.token.getPosition();
  const reason = /^(undefined filter|undefined variable|tag|output|parse length|template render|memory alloc)/.exec(
    error.message,
  );
  const cause = CAUSES[reason?.[1] ?? ''] ?? 'Look at the braces and tags there.';
  return { path, message: `${what} (line ${String(line)}, column ${String(column)} of the text)`, hint: cause };
}

const CAUSES: Readonly<Record<string, string>> = {
  'undefined filter': 'It uses a filter that Liquid does not know.',
  'undefined variable': 'It uses a property that the variable does not have.',
  tag: 'A tag is unknown there or not closed.',
  output: 'Two closing braces are missing.',
  'parse length': 'It is too long.',
  'template render': 'It takes too long to render.',
  'memory alloc': 'Its result grows too large.',
};
