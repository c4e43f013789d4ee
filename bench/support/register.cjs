// Lets node run the TypeScript of bench/ and src/: with the options of the tests, and nothing that is not installed.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
require('reflect-metadata');

const { transform } = require('../../test/jest.config.cjs');
const [, options] = transform['^.+\\.ts$'];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module._compile(code, filename);
};
