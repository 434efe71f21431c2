import { describe, expect, test } from '@jest/globals';
import { Name, Text } from '@postrider/contracts';
import { sanitize, sanitizeLines } from '@postrider/terminal';

const name = Name(10);
const text = Text(10);

/** Half a surrogate pair is no character. */
const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));

describe('what a terminal would obey', () => {
  test('is in no name', () => {
    const refused = characters.filter((character) => !name.safeParse(`a${character}b`).success);
    expect(refused).toEqual(characters.filter((character) => sanitize(character) !== character));
    expect(refused).toHaveLength(0x20 + 0x21 + 2 + 5 + 4);
  });

  test('is in no description, where lines may break', () => {
    const refused = characters.filter((character) => !text.safeParse(`a${character}b`).success);
    expect(refused).toEqual(characters.filter((character) => sanitizeLines(character) !== character));
  });
});
