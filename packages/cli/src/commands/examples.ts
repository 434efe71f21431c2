/** The "Examples:" section of a help text: arguments of `addHelpText`. */
export const examples = (...commands: string[]): ['after', string] => [
  'after',
  `\nExamples:\n${commands.map((command) => `  $ ${command}\n`).join('')}`,
];
