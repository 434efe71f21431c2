/** As the API does it (contracts' isOperationalType, which would bring zod along): Postrider publishes these types, and nobody else. */
export const isOperationalType = (type: string): boolean => type.startsWith('postrider.');
