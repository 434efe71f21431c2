export function openApiTypes(document: string): Promise<string>;
