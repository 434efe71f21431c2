/** As the API does it (contracts' isOperationalType, which would bring zod along): Postrider publishes these types, and nobody else. */
export const isOperationalType = (type: string): boolean => type.startsWith('postrider.');

/** As the API does it (contracts' isTypeOfCustomers): the others are about the organization alone. */
export const isTypeOfCustomers = (type: string): boolean =>
  type !== 'postrider.operation.completed' && type !== 'postrider.backlog.aging';
