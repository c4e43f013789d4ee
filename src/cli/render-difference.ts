import type { JsonObject, JsonValue } from '../kernel/json';
import type { CliOutput } from './cli-output';

/** Fields of a change shown before the rest is only counted; `--verbose` shows all. */
const SHOWN_FIELDS = 6;

/** What a write changes, by field: short ones on a line, of long ones the lines that go and the lines that come. */
export function renderDifference(before: JsonValue, after: JsonValue, output: CliOutput): void {
  if (!isObject(before) || !isObject(after)) return;
  const titles = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const shown = output.isVerbose ? titles : titles.slice(0, SHOWN_FIELDS);
  for (const title of shown) renderField(title, linesOf(before[title]), linesOf(after[title]), output);
  if (shown.length < titles.length)
    output.line(output.colors.dim(`      … and ${titles.length - shown.length} more fields (--verbose shows all)`));
}

function renderField(title: string, before: readonly string[], after: readonly string[], output: CliOutput): void {
  const { red, green } = output.colors;
  if (before.length <= 1 && after.length <= 1) {
    const [old = 'nothing'] = before;
    const [young = 'nothing'] = after;
    output.line(`      ${output.cut(`${title}: ${old} → ${young}`, 6)}`);
    return;
  }
  output.line(`      ${title}:`);
  for (const line of before) output.line(red(`        - ${output.cut(line, 10)}`));
  for (const line of after) output.line(green(`        + ${output.cut(line, 10)}`));
}

function linesOf(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(linesOf);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
