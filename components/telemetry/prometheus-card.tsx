'use client';

import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';

const never = () => () => undefined;

/** Where the reader has the console open; Prometheus may know it by another name. */
function useOwnAddress(): URL | null {
  const href = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => null,
  );
  return href === null ? null : new URL(href);
}

export function PrometheusCard() {
  const address = useOwnAddress();
  return (
    <Card
      title="Prometheus"
      description="Any server answers at /metrics for all processes, in the text format and in OpenMetrics."
    >
      <div className="flex flex-col gap-3 text-sm">
        <p>
          Scrape with an{' '}
          <Link href="/access?tab=keys" className="underline underline-offset-2">
            API key
          </Link>{' '}
          that was given the permission <code>telemetry.read</code> and nothing else. Where Prometheus finds
          each replica by itself, add the parameter <code>scope: [self]</code> for the servers.
        </p>
        <CodeBlock title="prometheus.yml" code={scrapeConfig(address)} />
      </div>
    </Card>
  );
}

function scrapeConfig(address: URL | null): string {
  const lines = [
    'scrape_configs:',
    '  - job_name: slipway',
    `    scheme: ${address?.protocol === 'http:' ? 'http' : 'https'}`,
    '    metrics_path: /metrics',
    '    authorization:',
    '      credentials_file: /etc/prometheus/slipway.key',
    '    static_configs:',
    `      - targets: ['${address?.host ?? 'slipway.example.com'}']`,
  ];
  return lines.join('\n');
}
