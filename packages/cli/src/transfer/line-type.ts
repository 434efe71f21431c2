/** The first line of a file. A later version may have lines that this program does not know. */
export const header = { type: 'postrider.export', version: 1 } as const;

export const lineTypes = ['event_type', 'customer', 'endpoint'] as const;
export type LineType = (typeof lineTypes)[number];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const lineTypeOf = (value: unknown): LineType | undefined =>
  isObject(value) ? lineTypes.find((type) => type === value.type) : undefined;
