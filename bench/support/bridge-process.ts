import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { SandboxAddresses, SandboxCredentials } from '../../src/sandbox/sandbox-options';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const LOOK_EVERY_MS = 50;

export interface RemoteSandbox {
  readonly addresses: SandboxAddresses;
  readonly credentials: SandboxCredentials;
  readonly folder: string;
  stop(): void;
}

/** The sandbox in a process of its own, as `vspc-bridge sandbox` starts it. */
export async function startSandboxProcess(options: readonly string[]): Promise<RemoteSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-bench-'));
  const child = spawn(process.execPath, [CLI, 'sandbox', '--json', '--quiet', '--write-config', folder, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child);
  const { addresses, credentials } = JSON.parse(line) as Pick<RemoteSandbox, 'addresses' | 'credentials'>;
  const stop = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { addresses, credentials, folder, stop };
}

export interface MeasuredRun {
  readonly report: RunReport;
  readonly seconds: number;
  /** The largest resident set of the process, as the kernel saw it. */
  readonly peakMegabytes: number;
}

/** One `vspc-bridge reconcile` in a process of its own. */
export async function reconcile(folder: string, options: readonly string[] = []): Promise<MeasuredRun> {
  const config = join(folder, 'config', 'bridge.yaml');
  const args = [CLI, 'reconcile', '--json', '--quiet', '--config', config, ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let peakKilobytes = 0;
  const timer = setInterval(() => {
    peakKilobytes = Math.max(peakKilobytes, residentKilobytes(child.pid));
  }, LOOK_EVERY_MS);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0 && code !== 3) throw new Error(`reconcile ended with ${code}`);
  const report = JSON.parse(text) as RunReport;
  const seconds = (Date.parse(report.run.finishedAt) - Date.parse(report.run.startedAt)) / 1000;
  return { report, seconds, peakMegabytes: (peakKilobytes * 1024) / 1_000_000 };
}

/** Sets the rate budgets in the configuration that the sandbox wrote. */
export function setRates(folder: string, rates: { vspc: number; connectwise: number; itglue: number }): void {
  const file = join(folder, 'config', 'bridge.yaml');
  const wanted = [rates.vspc, rates.connectwise, rates.itglue];
  let index = 0;
  const text = readFileSync(file, 'utf8').replace(
    /requestsPerSecond: [\d.]+/g,
    () => `requestsPerSecond: ${wanted[index++]}`,
  );
  writeFileSync(file, text);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`the sandbox ended with ${code}`));
    });
    createInterface({ input: child.stdout! }).once('line', resolve);
  });
}

/** `VmHWM`: the kernel's own high-water mark; 0 where there is no /proc, and after the end. */
function residentKilobytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
