import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const textAttributes =
  '/^(title|label|description|placeholder|aria-label|alt|name|what|words|action|header|children|nothingFoundMessage)$/';
/** All texts of the dashboard are in its catalogue (apps/dashboard/src/texts). */
const textsOutsideTheCatalogue = [
  'JSXText[value=/\\p{L}{2}/u]',
  `JSXAttribute[name.name=${textAttributes}] > Literal[value=/^[A-Z]|\\s/]`,
  `JSXAttribute[name.name=${textAttributes}] TemplateElement[value.raw=/\\p{L}{2}/u]`,
  'JSXExpressionContainer > :matches(Literal[value=/^[A-Z][a-z]/], TemplateLiteral > TemplateElement[value.raw=/\\p{L}{3}/u])',
].map((selector) => ({ selector, message: 'Put the text into the catalogue: src/texts.' }));

export default defineConfig(
  globalIgnores(['**/dist/', 'apps/*/build/', '**/.turbo/', '.postrider/', 'packages/*/src/generated/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Receivers add to it: `declare module '@postrider/sdk/verify' { interface WebhookData { … } }`.
      '@typescript-eslint/no-empty-object-type': ['error', { allowWithName: '^WebhookData$' }],
      // Nest and TypeORM type the options they take as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Nest's modules are classes with nothing but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
    },
  },
  {
    files: ['apps/dashboard/src/**'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.configs.strict],
    rules: {
      // Over plain http from another machine browsers have no other way to copy.
      '@typescript-eslint/no-deprecated': ['error', { allow: [{ from: 'lib', name: 'execCommand' }] }],
      'no-restricted-syntax': ['error', ...textsOutsideTheCatalogue],
      // A region that scrolls must be reachable by the keyboard.
      'jsx-a11y-x/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }],
      // The router's way to lead elsewhere is to throw where to.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
      ],
    },
  },
  {
    files: ['packages/portal/src/**', 'examples/platform/src/**'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.configs.strict],
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
        AbortController: 'readonly',
        URL: 'readonly',
        Request: 'readonly',
        TextEncoder: 'readonly',
        atob: 'readonly',
        btoa: 'readonly',
        crypto: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
