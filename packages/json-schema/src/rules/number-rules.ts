/** The bounds of a number. */
export class NumberRules {
  least = -Infinity;
  most = Infinity;
  /** NaN is no bound: nothing compares with it. */
  above = NaN;
  below = NaN;

  hold(value: number): boolean {
    return value >= this.least && value <= this.most && !(value <= this.above) && !(value >= this.below);
  }
}
