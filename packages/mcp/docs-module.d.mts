export function docsModule(): Promise<string>;
