/** The SQL condition that a column begins with the parameter `start`, in upper or lower case. */
export const startsWith = (column: string): string => `starts_with(lower(${column}), lower(:start))`;
