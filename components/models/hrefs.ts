/** Addresses of the registry's screens and of the API behind them. */
import type { PromotionTarget } from '#lib/promotion/schemas.ts';

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

export function promoteHref(model: string, version: number, to: PromotionTarget): string {
  return `${versionHref(model, version)}/promote?to=${to}`;
}

export function compareHref(model: string, from: number, to: number): string {
  return `${modelHref(model)}/compare?from=${from}&to=${to}`;
}

/** `from`: the version whose document the editor starts with; the latest when absent. */
export function registerHref(model: string, from?: number): string {
  return `${modelHref(model)}/register${from === undefined ? '' : `?from=${from}`}`;
}

export function modelApi(model: string): string {
  return `/api/models/${encodeURIComponent(model)}`;
}

export function versionApi(model: string, version: number): string {
  return `${modelApi(model)}/versions/${version}`;
}

/** A zip file in MLflow's layout. */
export function exportHref(model: string, version: number): string {
  return `${versionApi(model, version)}/export`;
}
