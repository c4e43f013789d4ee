import tseslint from 'typescript-eslint';

// Pure code: no clock, no randomness, no waiting, no framework. What it needs is passed in.
const pureCode = {
  files: ['src/kernel/**/*.ts', 'src/**/domain/**/*.ts'],
  ignores: ['**/*.spec.ts', 'src/kernel/system-clock.ts'],
  rules: {
    'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'console'],
    'no-restricted-syntax': [
      'error',
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass `now` in.' },
      { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Pass `now` in.' },
      {
        selector: "MemberExpression[object.name='Math'][property.name='random']",
        message: 'Domain code is deterministic.',
      },
      { selector: 'AwaitExpression', message: 'Domain code is synchronous.' },
      { selector: ':function[async=true]', message: 'Domain code is synchronous.' },
      {
        selector: 'MemberExpression[property.name=/^(localeCompare|toLocale.*)$/]',
        message: 'Depends on the locale: compare code points, format outside.',
      },
      { selector: 'Decorator', message: 'No framework in domain code.' },
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Nest and TypeORM declare the shapes of their option literals as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      complexity: ['error', 12],
      'no-console': 'error',
    },
  },
  pureCode,
  {
    files: ['**/*.spec.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
