/** What a benchmark found. Ratios and counts rather than seconds: they mean the same on another machine. */
export interface BenchTable {
  readonly title: string;
  /** Under which conditions, in one or two sentences. */
  readonly setting: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly targets: readonly BenchTarget[];
}

export interface BenchTarget {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

export function atLeast(what: string, measured: number, target: number): BenchTarget {
  return { what, target: `≥ ${target}`, measured: rounded(measured), met: measured >= target };
}

export function atMost(what: string, measured: number, target: number, unit = ''): BenchTarget {
  return { what, target: `≤ ${target}${unit}`, measured: `${rounded(measured)}${unit}`, met: measured <= target };
}

export function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

export function renderTable(table: BenchTable): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const lines = (columns: readonly string[], rows: BenchTable['rows']): string[] => [
    row(columns),
    row(columns.map(() => '---')),
    ...rows.map(row),
  ];
  const targets = table.targets.map((target) => [
    target.what,
    target.target,
    target.measured,
    target.met ? 'met' : '**missed**',
  ]);
  return [
    `### ${table.title}`,
    '',
    table.setting,
    '',
    ...lines(table.columns, table.rows),
    '',
    ...(targets.length > 0 ? [...lines(['figure', 'target', 'measured', ''], targets), ''] : []),
  ].join('\n');
}
