/** A bit for each type of JSON Schema. A whole number is of two types. */
export const typeBits = { string: 1, number: 2, integer: 4, boolean: 8, null: 16, array: 32, object: 64 } as const;

export const anyType = 127;
