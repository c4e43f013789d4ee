#!/usr/bin/env node
import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { runCli } from './cli/program';
import { processContext } from './cli/process-context';

// A pass waits for rate budgets, not for the processor: garbage is collected early, so that the process stays small.
setFlagsFromString('--heap-growing-percent=20');

void runCli(process.argv.slice(2), processContext()).then((code) => {
  process.exitCode = code;
});
