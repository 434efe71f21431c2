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

const pages = [tseslint.configs.base, reactHooks.configs.flat['recommended-latest'], jsxA11y.configs.strict];

/** What Oxlint has no rules for (oxlint.config.ts): pages, and JavaScript. */
export default defineConfig(
  globalIgnores(['**/dist/', 'apps/*/build/', '**/.turbo/', '.postrider/', 'packages/*/src/generated/']),
  {
    files: ['apps/dashboard/src/**/*.{ts,tsx}'],
    extends: pages,
    rules: {
      'no-restricted-syntax': ['error', ...textsOutsideTheCatalogue],
      // A region that scrolls must be reachable by the keyboard.
      'jsx-a11y-x/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }],
    },
  },
  {
    files: ['packages/portal/src/**/*.{ts,tsx}', 'examples/platform/src/**/*.{ts,tsx}'],
    extends: pages,
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended, tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
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
