type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** The values that are set. */
export const defined = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
