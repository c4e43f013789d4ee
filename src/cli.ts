#!/usr/bin/env node
import 'reflect-metadata';
import { runCli } from './cli/program';
import { processContext } from './cli/process-context';

void runCli(process.argv.slice(2), processContext()).then((code) => {
  process.exitCode = code;
});
