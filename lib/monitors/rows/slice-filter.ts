/** How the list of requests is narrowed down to a slice, e.g. `language: de`; of a topic it cannot be. Browser-safe. */
export function sliceFilter(slice: string): Record<string, string> {
  const [, kind = '', value = ''] = /^(\w+): (.*)$/s.exec(slice) ?? [];
  switch (kind) {
    case 'language':
    case 'arm':
    case 'configuration':
    case 'source':
      return { [kind]: value };
    case 'version': {
      const [, model, version] = /^(.+) v(\d+)$/.exec(value) ?? [];
      return model === undefined || version === undefined ? {} : { model, version };
    }
    default:
      return {};
  }
}
