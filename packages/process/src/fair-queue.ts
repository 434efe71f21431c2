interface Node<T> {
  item: T;
  weight: number;
  next: Node<T> | undefined;
}

interface Group<T> {
  first: Node<T>;
  last: Node<T>;
  size: number;
  /** Weight that the group may still take in this turn. */
  credit: number;
}

/**
 * A queue of groups that take turns (deficit round robin): in each turn a group takes items of about `quantum` weight,
 * in the order of their arrival. A single group is first in, first out.
 */
export class FairQueue<T> {
  /** In the order of their turns. */
  readonly #groups = new Map<string, Group<T>>();
  #size = 0;

  constructor(private readonly quantum: number) {}

  get size(): number {
    return this.#size;
  }

  sizeOf(group: string): number {
    return this.#groups.get(group)?.size ?? 0;
  }

  add(name: string, item: T, weight: number): void {
    const node: Node<T> = { item, weight, next: undefined };
    this.#size += 1;
    const group = this.#groups.get(name);
    if (!group) {
      this.#groups.set(name, { first: node, last: node, size: 1, credit: 0 });
      return;
    }
    group.last.next = node;
    group.last = node;
    group.size += 1;
  }

  /** Removes and returns items of at most `maxWeight` together. The first item is taken whatever its weight. */
  take(maxWeight: number): T[] {
    const taken: T[] = [];
    let left = maxWeight;
    // A group at the end of its turn moves behind the others, where the loop reaches it again.
    for (const [name, group] of this.#groups) {
      if (left <= 0) break;
      const fits = ({ weight }: Node<T>): boolean => taken.length === 0 || weight <= left;
      if (group.credit < group.first.weight) group.credit += this.quantum;
      // The group stays in front: the next batch begins with it.
      else if (!fits(group.first)) continue;
      let head: Node<T> | undefined = group.first;
      while (head && head.weight <= group.credit && fits(head)) {
        taken.push(head.item);
        left -= head.weight;
        group.credit -= head.weight;
        group.size -= 1;
        this.#size -= 1;
        head = head.next;
      }
      this.#groups.delete(name);
      if (!head) continue;
      group.first = head;
      this.#groups.set(name, group);
    }
    return taken;
  }
}
