import type { JsonObject, JsonValue } from '../kernel/json';
import type { CliOutput } from './cli-output';

/** Fields of a change shown before the rest is only counted; `--verbose` shows all. */
const SHOWN_FIELDS = 6;
const INDENT = '      ';

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
  const [old = 'nothing', ...olders] = before;
  const [young = 'nothing', ...youngers] = after;
  const short = `${title}: ${old} → ${young}`;
  if (olders.length === 0 && youngers.length === 0 && output.cut(short, INDENT.length) === short) {
    output.line(`${INDENT}${short}`);
    return;
  }
  output.line(`${INDENT}${title}:`);
  for (const line of before) output.write(red(wholeLine('-', line, output)));
  for (const line of after) output.write(green(wholeLine('+', line, output)));
}

/** Wrapped where somebody watches: what differs may stand at its very end. */
function wholeLine(mark: string, line: string, output: CliOutput): string {
  const first = `${INDENT}  ${mark} `;
  return output.isInteractive ? output.paragraph(line, first) : `${first}${line}\n`;
}

function linesOf(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(linesOf);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
