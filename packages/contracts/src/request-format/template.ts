import * as z from 'zod';

const templateLength = 128;

export const printable = String.raw`\x20-\x7e`;
const visible = String.raw`\x21-\x7e`;
const expectedText = (maxLength: number): string =>
  `expected 1 to ${String(maxLength)} printable ASCII characters, without space at either end`;

/** Text of a header's value. */
export const ValueText = (maxLength: number) =>
  z
    .string()
    .max(maxLength, { error: expectedText(maxLength), abort: true })
    .regex(new RegExp(`^[${visible}]([${printable}]*[${visible}])?$`), { error: expectedText(maxLength), abort: true });

/** Names in braces. Other braces are left over. */
const placeholder = /\{([^{}]*)\}/g;

export const placeholdersOf = (template: string): string[] =>
  Array.from(template.matchAll(placeholder), ([, name = '']) => name);

export function templateProblem(template: string, allowed: readonly string[], once?: string): string | undefined {
  const names = placeholdersOf(template);
  const known = allowed.map((name) => `{${name}}`).join(', ');
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined) return `unknown placeholder {${unknown}}: expected ${known}`;
  if (/[{}]/.test(template.replaceAll(placeholder, ''))) return `expected braces around placeholders only: ${known}`;
  if (once !== undefined && names.filter((name) => name === once).length !== 1) return `expected {${once}} once`;
  return undefined;
}

/** Text with placeholders, of which one is there once. */
export const Template = (allowed: readonly string[], once?: string) =>
  ValueText(templateLength).superRefine((template, context) => {
    const message = templateProblem(template, allowed, once);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
