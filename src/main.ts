import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { keepHeapSmall } from './cli/keep-heap-small';
import { processContext } from './cli/process-context';
import { runCli } from './cli/program';
import { startArguments } from './cli/start-arguments';

keepHeapSmall();

const context = processContext();

void runCli(startArguments(process.argv.slice(2), context.env, existsSync), context).then((code) => {
  process.exitCode = code;
});
