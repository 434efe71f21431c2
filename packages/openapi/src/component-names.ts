import { pascalCase } from './names.js';

/** Chooses the names of components. Generators ignore the case: two names that differ in it would be one file or one class. */
export class ComponentNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...taken].map((name) => name.toLowerCase()));
  }

  /** Returns the name with the words of `text`, and a number if it is taken. */
  claim(text: string): string {
    const wanted = nameOf(text);
    let name = wanted;
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${wanted}${String(n)}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

/** In many languages a type may not begin with a digit. */
function nameOf(text: string): string {
  const name = pascalCase(text.replaceAll(/[^A-Za-z0-9]+/g, '_'));
  return /^[A-Za-z]/.test(name) ? name : `Type${name}`;
}
