interface Node<T> {
  item: T;
  weight: number;
  next: Node<T> | undefined;
}

/** First in, first out. Never empty. */
class Line<T> {
  size = 1;
  /** Weight that the line may still take in this turn. */
  credit = 0;
  #last: Node<T>;

  constructor(public first: Node<T>) {
    this.#last = first;
  }

  add(node: Node<T>): void {
    this.#last.next = node;
    this.#last = node;
    this.size += 1;
  }
}

/** The items of a group. Its parts take turns, as groups do. */
class Group<T> {
  /** In the order of their turns. */
  readonly #parts = new Map<string, Line<T>>();
  size = 0;
  credit = 0;

  constructor(private readonly quantum: number) {}

  sizeOf(part: string): number {
    return this.#parts.get(part)?.size ?? 0;
  }

  add(name: string, node: Node<T>): void {
    this.size += 1;
    const part = this.#parts.get(name);
    if (part) part.add(node);
    else this.#parts.set(name, new Line(node));
  }

  /** The item that is taken next. Undefined if the group is empty. */
  get first(): Node<T> | undefined {
    return this.#next()?.[1].first;
  }

  removeFirst(): void {
    const next = this.#next();
    if (!next) return;
    const [name, part] = next;
    part.credit = this.#parts.size === 1 ? 0 : part.credit - part.first.weight;
    part.size -= 1;
    this.size -= 1;
    const { next: later } = part.first;
    if (!later) {
      this.#parts.delete(name);
      return;
    }
    part.first = later;
    if (part.credit < later.weight) this.#moveBack(name, part);
  }

  /** The part whose turn it is, or begins. */
  #next(): [string, Line<T>] | undefined {
    for (const entry of this.#parts) {
      const [name, part] = entry;
      if (this.#parts.size === 1 || part.credit >= part.first.weight) return entry;
      part.credit += this.quantum;
      if (part.credit >= part.first.weight) return entry;
      this.#moveBack(name, part);
    }
    return undefined;
  }

  #moveBack(name: string, part: Line<T>): void {
    this.#parts.delete(name);
    this.#parts.set(name, part);
  }
}

/**
 * A queue of groups that take turns (deficit round robin): in each turn a group takes items of about `quantum` weight.
 * The parts of a group share its turns in the same way. A single part is first in, first out.
 */
export class FairQueue<T> {
  /** In the order of their turns. */
  readonly #groups = new Map<string, Group<T>>();
  #size = 0;

  constructor(private readonly quantum: number) {}

  get size(): number {
    return this.#size;
  }

  sizeOf(group: string, part?: string): number {
    const found = this.#groups.get(group);
    return (part === undefined ? found?.size : found?.sizeOf(part)) ?? 0;
  }

  add(name: string, item: T, weight: number, part = ''): void {
    this.#size += 1;
    let group = this.#groups.get(name);
    if (!group) this.#groups.set(name, (group = new Group(this.quantum)));
    group.add(part, { item, weight, next: undefined });
  }

  /** Removes and returns items of at most `maxWeight` together. The first item is taken whatever its weight. */
  take(maxWeight: number): T[] {
    const taken: T[] = [];
    let left = maxWeight;
    // A group at the end of its turn moves behind the others, where the loop reaches it again.
    for (const [name, group] of this.#groups) {
      if (left <= 0) break;
      const fits = ({ weight }: Node<T>): boolean => taken.length === 0 || weight <= left;
      let head = group.first;
      if (head && group.credit < head.weight) group.credit += this.quantum;
      // The group stays in front: the next batch begins with it.
      else if (head && !fits(head)) continue;
      while (head && head.weight <= group.credit && fits(head)) {
        taken.push(head.item);
        left -= head.weight;
        group.credit -= head.weight;
        this.#size -= 1;
        group.removeFirst();
        head = group.first;
      }
      this.#groups.delete(name);
      if (head) this.#groups.set(name, group);
    }
    return taken;
  }
}
