import js from '@eslint/js';
import { defineConfig, type DummyRule } from 'oxlint';
import tseslint from 'typescript-eslint';

/**
 * The rules of typescript-eslint, run by Oxlint: it knows the types of TypeScript 7, and takes a sixth of ESLint's time. What
 * Oxlint has no rules for is in eslint.config.mjs.
 */
const shared = [
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
];

/** The compiler refuses the first. Nest and TypeORM type the options they take as classes, which the second finds fault with. */
const unwanted = new Set(['no-octal', '@typescript-eslint/no-unsafe-class-instance-assignment']);

/** Rules of typescript-eslint that Oxlint has under ESLint's names. */
const extensions = new Set([
  'no-array-constructor',
  'no-empty-function',
  'no-unused-expressions',
  'no-unused-vars',
  'no-useless-constructor',
]);

const settings = Object.assign({}, ...shared.map(({ rules }) => rules)) as Record<string, DummyRule | undefined>;
const rules: Record<string, DummyRule> = {};
for (const [name, setting] of Object.entries(settings)) {
  if (setting === undefined || setting === 'off' || unwanted.has(name)) continue;
  const own = name.replace('@typescript-eslint/', '');
  rules[name === own || extensions.has(own) ? own : `typescript/${own}`] = setting;
}

export default defineConfig({
  plugins: ['eslint', 'typescript'],
  categories: { correctness: 'off' },
  options: { typeAware: true },
  rules: {
    ...rules,
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
    // Receivers add to it: `declare module '@postrider/sdk/verify' { interface WebhookData { … } }`.
    'typescript/no-empty-object-type': ['error', { allowWithName: '^WebhookData$' }],
    // Nest's modules are classes with nothing but a decorator.
    'typescript/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
  },
  overrides: [
    {
      files: ['apps/dashboard/src/**'],
      rules: {
        // Over plain http from another machine browsers have no other way to copy.
        'typescript/no-deprecated': ['error', { allow: [{ from: 'lib', name: 'execCommand' }] }],
        // The router's way to lead elsewhere is to throw where to.
        'typescript/only-throw-error': [
          'error',
          { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
        ],
      },
    },
  ],
  ignorePatterns: [
    '**/dist/',
    'apps/*/build/',
    '**/.turbo/',
    '.postrider/',
    'packages/*/src/generated/',
    '**/*.mjs',
    '**/*.cjs',
  ],
});
