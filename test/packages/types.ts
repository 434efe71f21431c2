import { join } from 'node:path';

import ts from 'typescript';

const libraries = new Map<string, ts.SourceFile | undefined>();

/** Other libraries have been checked by their authors. */
const isOurs = (path: string): boolean => /[\\/](@postrider|packages)[\\/]sdk[\\/]/.test(path);

/**
 * Errors of a strict compilation of some texts, as if they were files of a folder, and of the SDK's declarations.
 * `compilerOptions` are those of a tsconfig.json.
 */
export function typeErrors(folder: string, texts: Readonly<Record<string, string>>, compilerOptions: object): string[] {
  const files = new Map(Object.entries(texts).map(([name, text]) => [join(folder, name), text]));
  const json = { target: 'es2022', strict: true, noEmit: true, ...compilerOptions };
  const { options: settings, errors } = ts.convertCompilerOptionsFromJson(json, folder);
  if (errors.length > 0) return errors.map((error) => describe(error, folder));
  const host = ts.createCompilerHost(settings);
  const onDisk = { ...host };
  host.getCurrentDirectory = () => folder;
  host.fileExists = (path) => files.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => files.get(path) ?? onDisk.readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    // The files of TypeScript's own library are read once for all compilations.
    if (!/[\\/]typescript[\\/]lib[\\/]/.test(path)) return onDisk.getSourceFile(path, version, ...rest);
    if (!libraries.has(path)) libraries.set(path, onDisk.getSourceFile(path, version, ...rest));
    return libraries.get(path);
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  const own = program.getSourceFiles().filter(({ fileName }) => files.has(fileName) || isOurs(fileName));
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return found.map((diagnostic) => describe(diagnostic, folder));
}

function describe({ file, start, code, messageText }: ts.Diagnostic, folder: string): string {
  const text = `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  if (!file || start === undefined) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${file.fileName.replace(`${folder}/`, '')}:${line + 1} ${text}`;
}
