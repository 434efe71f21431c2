/** JSON of `object` with one member more, whose JSON text goes in as it stands: exactly what is sent or was published. */
export function withRawMember(object: object, name: string, json: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:${json}}`;
}
