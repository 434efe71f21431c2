const placeholder = /\{([a-z_]+)\}/;

/** Text with placeholders, in turn: text, name, text. */
export type Compiled = readonly string[];

export const compileTemplate = (template: string): Compiled => template.split(placeholder);

export function render(template: Compiled, values: Readonly<Record<string, string>>): string {
  let text = template[0] ?? '';
  for (let i = 1; i < template.length; i += 2) {
    text += (values[template[i] ?? ''] ?? '') + (template[i + 1] ?? '');
  }
  return text;
}
