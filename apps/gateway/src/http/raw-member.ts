/** Returns the JSON of `object` with one more member, whose JSON text stays unchanged. */
export function withRawMember(object: object, name: string, json: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:${json}}`;
}
