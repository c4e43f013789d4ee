import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { processContext } from './cli/process-context';
import { runCli } from './cli/program';
import { startArguments } from './cli/start-arguments';

// A pass waits for rate budgets, not for the processor: garbage is collected early, so that the process stays small.
setFlagsFromString('--heap-growing-percent=20');

const context = processContext();

void runCli(startArguments(process.argv.slice(2), context.env, existsSync), context).then((code) => {
  process.exitCode = code;
});
