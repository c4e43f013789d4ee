import { describeGroup, groupProblems, type ProblemGroup } from '../reconciliation/group-problems';
import type { BridgeStatus, RecentChange, StreamStatus } from './status-reader';

/** Text that is safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One page, whole without scripts. */
export function renderDashboard(status: BridgeStatus): string {
  const { installation, now, streams, problems, changes } = status;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="60">
<title>vspc-bridge ${escapeHtml(installation)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<h1>vspc-bridge <span>${escapeHtml(installation)}</span></h1>
<p>As of ${renderInstant(now)}</p>
</header>
<main>
<section>
<h2>Streams</h2>
${renderTable(['Stream', 'Policy', 'Last pass', 'Outcome', 'Did', 'Next pass'], streams.map(streamRow))}
</section>
<section>
<h2>Needs a person${problems.length > 0 ? ` (${problems.length})` : ''}</h2>
${problems.length === 0 ? '<p>Nothing.</p>' : `<ul class="problems">\n${groupProblems(problems).map(renderProblem).join('\n')}\n</ul>`}
</section>
<section>
<h2>Recent changes</h2>
${changes.length === 0 ? '<p>None yet.</p>' : renderTable(['When', 'Stream', 'Change', 'Company', 'Subject', 'Reason'], changes.map(changeRow))}
</section>
</main>
<footer><a href="/api/status">as JSON</a> · <a href="/healthz">health</a> · <a href="/readyz">readiness</a> · <a href="/metrics">metrics</a></footer>
</body>
</html>
`;
}

export const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; }
h1 { font-size: 1.4rem; } h1 span { font-weight: normal; opacity: .7; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 44rem; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8884; }
th { font-weight: 600; opacity: .75; }
td time, header p { white-space: nowrap; }
ul.problems { list-style: none; padding: 0; } ul.problems li { border-left: 3px solid #c80; padding: .25rem .75rem; margin: .5rem 0; }
ul.problems p { margin: 0; } ul.problems .hint { opacity: .75; }
.succeeded, .done { color: #197741; } .partial, .blocked, .intended { color: #a05a00; } .failed { color: #b3261e; }
@media (prefers-color-scheme: dark) { .succeeded, .done { color: #6fcf97; } .partial, .blocked, .intended { color: #f2b04c; } .failed { color: #ff8a80; } }
footer { margin: 2rem 0; font-size: .85rem; opacity: .8; }
`;

function streamRow(status: StreamStatus): readonly string[] {
  const { stream, policy, lastPass, nextPassAt, isRunning } = status;
  const outcome = lastPass ? `<span class="${escapeHtml(lastPass.status)}">${escapeHtml(lastPass.status)}</span>` : '–';
  return [
    escapeHtml(stream),
    escapeHtml(policy),
    isRunning ? 'running now' : lastPass ? renderInstant(lastPass.at) : 'not yet',
    outcome,
    escapeHtml(describeCounts(lastPass?.counts ?? {})),
    nextPassAt ? renderInstant(nextPassAt) : '–',
  ];
}

function describeCounts(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([name, count]) => count > 0 && name !== 'skip');
  return parts.length === 0 ? 'nothing to do' : parts.map(([name, count]) => `${count} ${name}`).join(', ');
}

function renderProblem(group: ProblemGroup): string {
  const { kind, system, hint, since } = group.first;
  return `<li><p><strong>${escapeHtml(kind)}</strong> ${escapeHtml(system)}, since ${renderInstant(since)}</p>
<p>${escapeHtml(describeGroup(group))}</p><p class="hint">${escapeHtml(hint)}</p></li>`;
}

function changeRow(change: RecentChange): readonly string[] {
  const id = change.remoteId === null ? '' : ` #${escapeHtml(change.remoteId)}`;
  const state = change.state === 'done' ? '' : ` (${STATES[change.state]})`;
  return [
    renderInstant(change.at),
    escapeHtml(change.stream),
    `<span class="${change.state}">${escapeHtml(change.action)}${id}${state}</span>`,
    escapeHtml(change.company ?? '–'),
    escapeHtml(change.subject),
    escapeHtml(change.reason),
  ];
}

const STATES = { intended: 'outcome not known yet', done: 'done', 'not-done': 'not done', failed: 'failed' } as const;

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<div class="scroll"><table>\n<thead><tr>${titles}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`;
}

function renderInstant(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`)}</time>`;
}
