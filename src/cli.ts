#!/usr/bin/env node
import 'reflect-metadata';
import { keepHeapSmall } from './cli/keep-heap-small';
import { runCli } from './cli/program';
import { processContext } from './cli/process-context';

keepHeapSmall();

void runCli(process.argv.slice(2), processContext()).then((code) => {
  process.exitCode = code;
});
