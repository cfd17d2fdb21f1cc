/** Addresses of the registry's screens. */

export function modelHref(model: string): string {
  return `/models/${encodeURIComponent(model)}`;
}

export function versionHref(model: string, version: number): string {
  return `${modelHref(model)}/versions/${version}`;
}

/** Opens the version's page with the dialog that moves an alias to it. */
export function moveAliasHref(model: string, version: number, alias: string): string {
  return `${versionHref(model, version)}?move=${encodeURIComponent(alias)}`;
}

export function registerHref(model: string): string {
  return `${modelHref(model)}/register`;
}
