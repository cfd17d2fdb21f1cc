/**
 * dependency-cruiser warns whenever TypeScript's own compiler is one it does not know, as version 7. Here swc reads the
 * sources, so nothing is missed and the advice to install another compiler would mislead.
 */
export function withoutCompilerWarning(output: string): string {
  return output.replace(
    /\n*‼ missing-tsc-transpiler:[\s\S]*?API is published and stable\.\s*/,
    '\n\n(Sources are read by swc; dependency-cruiser does not know TypeScript 7 yet.)\n',
  );
}
